import Testing

/// What the tool reads, and the command line itself.
struct InputTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.addWinesKeys()
        try shop.write(Array("words".utf8), to: "plain")
    }

    @Test(arguments: ["cat", "od -An -v -tx1", "od -A x -t x1z", "base64", "base64 -w 0"])
    func keysInAnyArmour(encoder: String) throws {
        try shop.succeed("for name in private simple key; do \(encoder) < $name > $name.text; done")
        try shop.succeed("keyblob unwrap --key private.text simple.text | cmp - key")
        try shop.succeed("keyblob encrypt --key key.text plain | keyblob decrypt --key key - | cmp - plain")
    }

    /// Data is never taken for text.
    @Test func dataIsRaw() throws {
        try shop.write(Array("00112233445566778899aabbccddeeff".utf8), to: "digits")
        try shop.succeed("keyblob encrypt --key key digits -o sealed && test $(wc -c < sealed) = 48")
        try shop.succeed("keyblob decrypt --key key sealed | cmp - digits")
    }

    @Test func standardInputAnywhere() throws {
        try shop.succeed("keyblob unwrap --key - simple < private | cmp - key")
        try shop.succeed("keyblob unwrap --key private - < simple | cmp - key")
        try shop.succeed("keyblob encrypt --key - plain < key | keyblob decrypt --key key - | cmp - plain")
        try shop.refuse(64, "only one input can be standard input", "keyblob unwrap --key - - < private")
        try shop.refuse(64, "only one input can be standard input", "keyblob inspect - key - < private")
    }

    @Test(arguments: [
        "inspect X", "unwrap --key X simple", "unwrap --key private X", "wrap --to X key", "wrap --to private X",
        "encrypt --key X plain", "encrypt --key key X", "decrypt --key key X", "open --format capi --key private X",
        "seal --format capi --to X plain", "derive --hash md5 --algorithm des --password-file X",
    ])
    func whatCannotBeRead(arguments: String) throws {
        let options = arguments.hasPrefix("inspect") ? "" : " -o out"
        let missing = arguments.replacing("X", with: "missing")
        // A public key is read before the session key: with none, the first failure is its.
        if !arguments.contains("--to private") {
            try shop.refuse(5, "missing: no such file or directory", "keyblob \(missing)\(options)")
            try shop.refuse(4, ".: is a directory", "keyblob \(arguments.replacing("X", with: "."))\(options)")
        }
    }

    @Test func versionAndHelp() throws {
        #expect(try shop.succeed("keyblob --version").text == "0.1.0\n")
        for command in ["", "inspect", "generate", "wrap", "unwrap", "encrypt", "decrypt", "derive", "seal", "open"] {
            let ending = try shop.succeed("keyblob \(command) --help")
            #expect(ending.text.hasPrefix("OVERVIEW: ") && ending.errors.isEmpty)
        }
        try shop.succeed("keyblob --generate-completion-script bash | bash -n")
    }

    @Test(arguments: [
        ("keyblob frobnicate", "unexpected argument 'frobnicate'"), ("keyblob inspect", "missing expected argument"),
        ("keyblob inspect --frobnicate key", "unknown option '--frobnicate'"),
        ("keyblob wrap key", "missing expected argument '--to <public-file>'"),
        ("keyblob generate session --algorithm rc3", "the value 'rc3' is invalid"),
        ("keyblob generate session --algorithm rc2-0 --allow-weak", "the value 'rc2-0' is invalid"),
        ("keyblob generate session --algorithm rc2-1024 --allow-weak", "no key of 1024 bits"),
        ("keyblob generate session --algorithm aes-512", "the value 'aes-512' is invalid"),
        ("keyblob generate exchange --bits many -o pair", "the value 'many' is invalid"),
    ])
    func misuse(script: String, words: String) throws {
        try shop.refuse(64, words, script)
    }
}

import GoldenVectors
import Testing

/// `keyblob keys`: session keys go into a folder and come out as they were.
struct KeysCommandTests {
    private let shop: Workshop
    private let home = "export KEYBLOB_HOME=$PWD/store; "
    private let owner = "--container anna --folder keys"

    init() throws {
        shop = try Workshop()
        try shop.succeed(
            home + """
                keyblob container create anna --generate exchange && keyblob container create bert --generate exchange
                keyblob generate session --algorithm rc2-40 --allow-weak -o rc2 && echo plaintext > file
                keyblob generate session --algorithm aes-256 -o aes
                keyblob keys save one --key rc2 --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63 \(owner)
                """)
    }

    @Test func streamsGoOn() throws {
        let ending = try shop.succeed(home + "keyblob keys load one \(owner) -o loaded && cmp loaded rc2")
        let options = try #require(ending.notes.first?.split(separator: "note: ").last)
        #expect(
            options == "--provider aes --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63")
        try shop.succeed(
            """
            keyblob encrypt --quiet --key rc2 --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63 file -o one
            keyblob decrypt --quiet --key loaded \(options) one | cmp - file
            """)
        #expect(try shop.permissions(of: "keys/one.key") == "600" && shop.permissions(of: "keys") == "700")
    }

    @Test func listing() throws {
        try shop.succeed(home + "keyblob keys save 'a/b ü' --key aes \(owner)")
        #expect(try shop.succeed("keyblob keys list --folder keys").text.contains("a/b ü  CALG_AES_256  "))
        #expect(try shop.succeed("ls keys").text == "a%2fb%20%c3%bc.key\none.key\n")
        let json = try shop.succeed("keyblob keys list --folder keys --json").text
        #expect(json.split(separator: "\n").count == 2 && json.contains(#""algorithm": "CALG_RC2""#))
        try shop.succeed("keyblob keys remove one --folder keys")
        #expect(try shop.succeed("ls keys").text == "a%2fb%20%c3%bc.key\n")
        try shop.refuse(4, "no such file", "keyblob keys remove one --folder keys")
        try shop.refuse(4, "no such file", home + "keyblob keys load one \(owner)")
    }

    @Test func substitution() throws {
        try shop.succeed(
            home + """
                keyblob keys save one --key aes --container bert --folder other
                keyblob keys save two --key aes \(owner); cp keys/one.key kept
                """)
        let load = home + "keyblob keys load one \(owner)"
        try shop.succeed("cp other/one.key keys/one.key")
        try shop.refuse(2, "the signature is not one of the key", load)
        try shop.succeed("cp keys/two.key keys/one.key")
        try shop.refuse(2, "of another name", load)
        try shop.succeed("head -c 300 kept > keys/one.key")
        try shop.refuse(1, "one.key", load)
        try shop.succeed("cp kept keys/one.key; \(load) | cmp - rc2")
    }

    @Test func usage() throws {
        let save = home + "keyblob keys save one --key aes \(owner)"
        try shop.refuse(4, "exists already", save)
        try shop.succeed("\(save) --force; keyblob keys load one \(owner) | cmp - aes")
        try shop.succeed("keyblob generate session --algorithm rc4 --allow-weak -o rc4")
        try shop.refuse(
            64, "--mode needs a block cipher", home + "keyblob keys save four --key rc4 --mode cbc \(owner)")
        try shop.refuse(64, "is invalid", home + "keyblob keys save '' --key aes \(owner)")
    }
}

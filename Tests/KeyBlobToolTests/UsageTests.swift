import Testing

/// Options that would have no effect are refused, and the help says what options take.
struct UsageTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// Before anything is read: none of the files is there. Leaves such as --force and --allow-weak ask for nothing, and may go
    /// unused.
    @Test(arguments: [
        ("keyblob open --container c --password-file p sealed -o out", "a password and its --encoding go with --key"),
        ("keyblob open --container c --encoding utf-16le sealed -o out", "a password and its --encoding go with --key"),
        ("keyblob open --key k --machine sealed -o out", "--machine and a passphrase go with --container"),
        ("keyblob open --key k --passphrase-file p sealed -o out", "go with --container"),
        ("keyblob open --format capi --container c --password-fd 3 sealed -o out", "exclude each other"),
        ("keyblob open --format capi --hash md5 --algorithm des --machine sealed -o out", "go with --container"),
        ("keyblob rewrap --container c --password-file p --to a sealed -o out", "go with --key"),
        ("keyblob rewrap --key k --machine --to a sealed -o out", "go with --container"),
        ("keyblob rewrap --key k --revoke a --pkcs1 sealed -o out", "--pkcs1 goes with --to or --escrow"),
        ("keyblob unwrap --container c --encoding ansi simple -o out", "go with --key"),
        ("keyblob unwrap --key k --passphrase-fd 3 simple -o out", "go with --container"),
        ("keyblob seal --to a --machine plain -o out", "go with --sign"),
        ("keyblob seal --format capi --to a --passphrase-file p plain -o out", "go with --sign"),
        ("keyblob seal --format capi --to a --encoding ansi plain -o out", "exclude each other"),
        ("keyblob seal --to a --encoding ansi plain -o out", "a password goes with --format capi"),
        ("keyblob message receive m --container c --password-file p --signer s --guard g", "go with --key"),
        ("keyblob message receive m --key k --machine --signer s --guard g", "go with --container"),
        ("keyblob handshake confirm 2 --container c --password-file p --state s --guard g", "go with --key"),
        ("keyblob handshake --connect ./x --key k --machine --peer p", "go with --container"),
        ("keyblob encrypt --key k --mode ecb --iv 00 plain", "--mode ecb has no IV"),
        ("keyblob decrypt --key k --mode ecb --iv 00 data", "--mode ecb has no IV"),
        ("keyblob keys save n --key k --mode ecb --iv 00 --container c --folder f", "--mode ecb has no IV"),
        ("keyblob container create c --not-exportable", "--not-exportable goes with --generate"),
        ("keyblob container list --passphrase-file p", "a passphrase goes with --identities"),
    ])
    func nothingIsIgnored(script: String, words: String) throws {
        try shop.refuse(64, words, script)
    }

    @Test func whatTheKeyDecides() throws {
        try shop.succeed(
            """
            keyblob generate session --algorithm aes-256 -o aes; echo plain > plain
            export KEYBLOB_HOME=$PWD/store; keyblob container create c --generate exchange
            keyblob keys save n --key aes --mode ecb --container c --folder f
            """)
        try shop.refuse(64, "--salt needs RC2 or RC4", "keyblob encrypt --key aes --salt none plain -o out")
        let loaded = try shop.succeed(
            "export KEYBLOB_HOME=$PWD/store; keyblob keys load n --container c --folder f -o n")
        #expect(loaded.notes == ["keyblob: note: --provider aes --mode ecb"])
        try shop.succeed("keyblob encrypt -q --key n --provider aes --mode ecb plain -o out")
    }

    /// A value name says whether a file or a container is due, and an option that means both in two commands has another name.
    @Test func valueNames() throws {
        for (command, words) in [
            ("message send", ["--sign, --from <container>", "--to <public-file>"]),
            ("message receive", ["--signer, --from <public-file>", "--key <private-file>", "--container <container>"]),
            ("keys rewrap", ["--to-container, --to <container>", "--container <container>"]),
            ("keys save", ["--container <container>"]), ("seal", ["--to <public-file>", "--sign <container>"]),
            ("rewrap", ["--to <public-file>", "--revoke <public-file>"]), ("wrap", ["--to <public-file>"]),
            ("open", ["--signer <public-file>"]), ("handshake meet", ["--peer <public-file>"]),
        ] {
            let help = try shop.succeed("keyblob \(command) --help").text
            for word in words { #expect(help.contains(word), "\(command): \(word)") }
            #expect(!help.contains("<public>"), "\(command)")
        }
        let words = try shop.succeed("keyblob handshake confirm --help").text.split(whereSeparator: \.isWhitespace)
        #expect(words.joined(separator: " ").contains("remembers which states of exchanges were used"))
    }
}

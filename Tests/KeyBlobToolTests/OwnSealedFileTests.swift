import Testing

/// `keyblob seal`, `open` and `rewrap`, with the format of its own.
struct OwnSealedFileTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.write((0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7 >> 3) }, to: "plain")
        try shop.succeed("keyblob generate exchange -o a && keyblob generate exchange -o b")
    }

    @Test func sealedForTwo() throws {
        try shop.succeed("keyblob seal plain --to a.public --escrow b.public -o sealed")
        for key in ["a", "b"] { try shop.succeed("keyblob open sealed --key \(key).private | cmp - plain") }
        try shop.succeed("cat plain | keyblob seal --to a.public - | keyblob open --key a.private - | cmp - plain")
        try shop.succeed("keyblob open sealed --key a.private -o opened && cmp opened plain")
        #expect(try shop.permissions(of: "opened") == "600")
    }

    @Test func partsOfIt() throws {
        try shop.succeed("keyblob seal plain --to a.public -o sealed && tail -c +70001 plain > rest")
        try shop.succeed("keyblob open sealed --key a.private --range 70000: | cmp - rest")
        let part = try shop.succeed("keyblob open sealed --key a.private --range 65530:100")
        #expect(try part.output == Array(shop.read("plain")[65530..<65630]))
        let open = "keyblob open --key a.private"
        try shop.refuse(5, "does not have all the bytes", "\(open) sealed --range 199999:2 -o out")
        try shop.refuse(4, "standard input: ", "cat sealed | \(open) --range 0:1 - -o out")
    }

    @Test func otherRecipients() throws {
        try shop.succeed("keyblob seal plain --to a.public -o sealed")
        try shop.refuse(2, "sealed: not sealed for this key", "keyblob open sealed --key b.private -o out")
        try shop.succeed("keyblob rewrap sealed --key a.private --to b.public --revoke a.public -o again")
        try shop.succeed("keyblob open again --key b.private | cmp - plain")
        try shop.refuse(2, "again: not sealed for this key", "keyblob open again --key a.private -o out")
    }

    /// Whoever forgets --format, or takes one file for another, is told what it seems to be and what opens it.
    @Test func otherFiles() throws {
        let (open, capi) = ("keyblob open --key a.private -o out", "keyblob open --format capi --key a.private -o out")
        try shop.succeed(
            """
            keyblob seal plain --to a.public -o sealed; keyblob seal -q --format capi plain --to a.public -o report.capi
            export KEYBLOB_HOME=$PWD/store; keyblob container create me --generate signature
            keyblob message send plain --from me --to a.public --guard sent -o letter; rm -r store sent
            printf -- '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----\n' > pem
            : > empty; keyblob generate session --algorithm aes-256 -o key; keyblob wrap -q --to a.public key -o simple
            """)
        for (words, script) in [
            ("seems to be a CryptoAPI program's file, which `keyblob open --format capi` opens", "\(open) report.capi"),
            ("which `keyblob open --format capi` opens", "cat report.capi | \(open) -"),
            ("--format capi` opens", "keyblob rewrap --key a.private --to b.public report.capi -o out"),
            ("seems to be a message, which `keyblob message receive` takes", "\(open) letter"),
            ("seems to be RSA PUBLICKEYBLOB, which", "\(open) a.public"),
            ("no sealed file; one that a CryptoAPI program encrypted needs --format capi", "\(open) plain"),
            ("needs --format capi", "\(open) empty"),
            ("seems to be a sealed file, which `keyblob open` opens without", "\(capi) sealed"),
            ("which `keyblob message receive` takes", "\(capi) letter"),
            ("with a password needs --hash and --algorithm", "\(capi) plain"),
            ("not the SIMPLEBLOB that is needed, but: a sealed file", "keyblob unwrap --key a.private sealed -o out"),
            ("needed, but: a CryptoAPI program's file", "keyblob unwrap --key a.private report.capi -o out"),
            ("needed, but: a message", "keyblob wrap --to letter key -o out"),
            ("not the RSA PUBLICKEYBLOB that is needed, but: DER, of which", "keyblob wrap --to pem key -o out"),
            ("not the RSA PRIVATEKEYBLOB that is needed, but: DER", "keyblob unwrap --key pem simple -o out"),
        ] { try shop.refuse(1, words, script) }
        try shop.succeed(
            "\(capi) -q report.capi && cmp out plain && keyblob unwrap -q --key a.private simple | cmp - key")
    }

    /// Who is to be revoked does not stay by being named a recipient, too.
    @Test func revokedAndRecipientAtOnce() throws {
        try shop.succeed("keyblob seal plain --to a.public --to b.public -o sealed; cp a.public likewise")
        for option in ["--to", "--escrow"] {
            try shop.refuse(
                64, "revoked and to be a recipient at once",
                "keyblob rewrap sealed --key b.private \(option) likewise --revoke a.public -o out")
        }
        try shop.succeed("keyblob rewrap sealed --key b.private --revoke a.public -o again")
        try shop.refuse(5, "no recipient", "keyblob rewrap again --key b.private --revoke a.public -o out")
    }

    @Test func damageAndWeakness() throws {
        try shop.succeed("keyblob seal plain --to a.public -o sealed")
        var file = try shop.read("sealed")
        file[100_000] ^= 1
        try shop.write(file, to: "damaged")
        try shop.refuse(2, "damaged: not as it was sealed", "keyblob open damaged --key a.private -o out")
        for count in [90_000, 200, 500] {
            try shop.succeed("head -c \(count) sealed > cut")
            // The header of the one is no header; the ends of the others only the key can tell from good ones.
            let (status, words): (Int32, String) = count == 200 ? (1, "cut: truncated") : (2, "cut: cut off")
            try shop.refuse(status, words, "keyblob open cut --key a.private -o out")
        }
        try shop.succeed("keyblob generate exchange --bits 1024 --allow-weak -o weak")
        try shop.refuse(3, "weak.public: RSA with 1024 bits: too weak", "keyblob seal plain --to weak.public -o out")
        try shop.refuse(3, "--pkcs1: PKCS #1 v1.5 padding: too weak", "keyblob seal plain --to a.public --pkcs1 -o out")
        try shop.succeed("keyblob seal -q plain --to weak.public --pkcs1 --allow-weak -o sealed-weak")
        let ending = try shop.succeed("keyblob open sealed-weak --key weak.private | cmp - plain")
        #expect(ending.notes.count == 1 && ending.notes[0].contains("PKCS #1 v1.5"))
    }

    /// The store is the one of this home.
    @Test func signedByAContainer() throws {
        let home = "export HOME=$PWD; "
        try shop.succeed(home + "keyblob container create me --generate signature")
        try shop.succeed(home + "keyblob container export me signature --public -o me.public")
        try shop.succeed(home + "keyblob seal plain --to a.public --sign me -o sealed")
        let open = "keyblob open sealed --key a.private"
        let ending = try shop.succeed("\(open) | cmp - plain")
        #expect(ending.notes.count == 1 && ending.notes[0].contains("which was not checked"))
        #expect(try shop.succeed("\(open) --signer me.public | cmp - plain").notes.isEmpty)
        try shop.refuse(2, "the signature is missing, or is not", "\(open) --signer b.public -o out")
        let again = try shop.succeed("keyblob rewrap sealed --key a.private --to b.public -o again")
        #expect(again.notes == ["keyblob: note: the signature is dropped"])
        try shop.refuse(2, "the signature is missing", "keyblob open again --key b.private --signer me.public -o out")
    }
}

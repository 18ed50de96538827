import GoldenVectors
import Testing

/// `keyblob derive`, and where passwords come from.
struct PasswordTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private static let derive = "keyblob derive -q --hash md5 --algorithm rc4-128"

    /// One record for each hash and algorithm and length: the key, its salt, and a ciphertext.
    @Test func winesKeys() throws {
        var seen: Set<String> = []
        for record in try GoldenVectors.load("capi-derive")
        where record.format == "CryptDeriveKey" && record.bool("ok") == true && record.string("quirk") == nil {
            guard let message = record.bytes("message"), let blob = record.bytes("plaintext_blob"),
                let hash = record.string("hash"), let algorithm = record.string("alg"),
                let provider = Self.providers[record.string("provider") ?? ""]
            else { continue }
            let bits = record.number("bits") ?? 0
            let flags = (record.number("flags") ?? 0) & 0x14
            guard seen.insert("\(hash) \(algorithm) \(bits) \(flags) \(provider)").inserted else { continue }
            // A line ending at its end would be taken for one.
            guard message.last != 0x0A else { continue }
            try shop.write(message, to: "password")
            let isSized = algorithm == "CALG_RC2" || algorithm == "CALG_RC4"
            let name = isSized && bits != 0 ? "\(algorithm)-\(bits)" : algorithm
            let salt = flags == 4 ? "--salt create" : flags == 0x10 ? "--salt none" : ""
            let ending = try shop.succeed(
                "keyblob derive --hash \(hash) --algorithm \(name) --provider \(provider) \(salt) "
                    + "--password-file password -o key --force")
            #expect(Self.withoutParity(try shop.read("key")) == Self.withoutParity(blob), "\(record)")
            if flags == 4, let digits = record.record("state")?.string("salt"), !digits.isEmpty {
                #expect(ending.notes.contains { $0.hasSuffix("--salt \(digits)") }, "\(record)")
            }
        }
        #expect(seen.count > 60)
    }

    private static let providers = [
        "PROV_RSA_AES": "aes", "PROV_RSA_FULL/Base v1.0": "base", "PROV_RSA_FULL/Strong": "strong",
        "PROV_RSA_FULL/Enhanced v1.0": "enhanced",
    ]

    /// Wine leaves out the parity of DES keys.
    private static func withoutParity(_ blob: [UInt8]) -> [UInt8] {
        let isDES = blob[5] == 0x66 && [1, 3, 9].contains(blob[4])
        return isDES ? blob[..<12] + blob[12...].map { $0 & 0xFE } : blob
    }

    @Test(arguments: ["pw", "pw\n", "pw\r\n"])
    func oneLineEndingIsNoPartOfThePassword(contents: String) throws {
        try shop.write(Array("pw".utf8), to: "reference")
        let reference = try shop.succeed("\(Self.derive) --password-file reference").output
        try shop.write(Array(contents.utf8), to: "password")
        for source in ["--password-file password", "--password-file - < password", "--password-fd 3 3< password"] {
            #expect(try shop.succeed("\(Self.derive) \(source)").output == reference, "\(source)")
        }
    }

    @Test(arguments: ["pw\n\n", "pw\r", " pw", "pw "])
    func everythingElseIs(contents: String) throws {
        try shop.write(Array("pw".utf8), to: "reference")
        try shop.write(Array(contents.utf8), to: "password")
        let reference = try shop.succeed("\(Self.derive) --password-file reference").output
        #expect(try shop.succeed("\(Self.derive) --password-file password").output != reference)
    }

    @Test func encodings() throws {
        try shop.write(Array("pä€😀".utf8), to: "password")
        try shop.write("pä€😀".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "wide")
        let wide = try shop.succeed("\(Self.derive) --password-file wide").output
        #expect(try shop.succeed("\(Self.derive) --encoding utf-16le --password-file password").output == wide)
        #expect(try shop.succeed("\(Self.derive) --encoding ansi --password-file password").output != wide)
        try shop.write([0x70, 0xFF], to: "broken")
        try shop.refuse(1, "not UTF-8", "\(Self.derive) --encoding utf-16le --password-file broken -o out")
    }

    @Test func saltNotes() throws {
        try shop.write(Array("pw".utf8), to: "p")
        let derive = "keyblob derive --hash md5 --algorithm rc4-40 --password-file p"
        let weak = "keyblob: note: weak: CALG_RC4"
        let zeros = "0000000000000000000000"
        #expect(
            try shop.succeed(derive).notes
                == [weak, "keyblob: note: salt \(zeros), the default for a key of 40 bits: no --salt needed"])
        #expect(
            try shop.succeed(derive + " --salt none").notes
                == [weak, "keyblob: note: no salt: give encrypt and decrypt --salt none"])
        #expect(
            try shop.succeed(derive + " --salt 0102").notes
                == [weak, "keyblob: note: salt 0102: give encrypt and decrypt --salt 0102"])
    }

    @Test func whatCannotBeDerived() throws {
        try shop.write(Array("pw".utf8), to: "p")
        let derive = "keyblob derive --password-file p -o out"
        try shop.refuse(64, "no CALG_AES_256", "\(derive) --hash md5 --algorithm aes-256 --provider strong")
        try shop.refuse(64, "no CALG_SHA_256", "\(derive) --hash sha256 --algorithm rc4-40 --provider base")
        try shop.refuse(64, "no key of 136 bits", "\(derive) --hash md5 --algorithm rc4-136")
        try shop.refuse(64, "'rc5'", "\(derive) --hash md5 --algorithm rc5")
        try shop.refuse(64, "'sha3'", "\(derive) --hash sha3 --algorithm des")
        try shop.refuse(64, "--salt needs RC2 or RC4", "\(derive) --hash md5 --algorithm des --salt 00")
        try shop.refuse(64, "exclude each other", "\(derive) --hash md5 --algorithm des --password-fd 0")
        try shop.refuse(4, "file descriptor 9: bad file", "\(Self.derive) --password-fd 9 -o out 9<&-")
        try shop.refuse(5, "missing: no such file", "\(Self.derive) --password-file missing -o out")
        try shop.refuse(64, "no terminal to ask", "setsid -w \(Self.derive) -o out")
    }
}

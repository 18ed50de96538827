import GoldenVectors
import Testing

/// `keyblob seal` and `open`, with `--format capi`.
struct SealedFileTests {
    private let shop: Workshop
    private static let open = "keyblob open --format capi"
    private static let seal = "keyblob seal --format capi"

    init() throws {
        shop = try Workshop()
        try shop.write((0..<1000).map { UInt8(truncatingIfNeeded: $0 * 3) }, to: "plain")
        try shop.write(Array("open sesame\n".utf8), to: "password")
    }

    /// Puts `file` into the folder: in the documented layout, with a key that Wine wrapped.
    private func addSealedFile() throws {
        let simple = try shop.addWinesKeys().required("blob")
        try shop.succeed("keyblob encrypt --key key plain -o body")
        try shop.write([UInt8(simple.count), 0, 0, 0] + simple + shop.read("body"), to: "file")
    }

    @Test func theDocumentedLayout() throws {
        try addSealedFile()
        let ending = try shop.succeed("\(Self.open) --key private file -o opened && cmp opened plain")
        #expect(ending.notes == ["keyblob: note: weak: RSA with 1024 bits"])
        #expect(try shop.permissions(of: "opened") == "600")
        try shop.succeed("base64 private | \(Self.open) --key - file | cmp - plain")
        try shop.succeed("\(Self.open) --key private - < file | cmp - plain")
    }

    @Test(arguments: ["aes-256", "aes-128", "3des", "des", "rc2-40", "rc2", "rc4-40", "rc4"], ["", "--oaep"])
    func forTheOwnerOfAKey(algorithm: String, padding: String) throws {
        try shop.addWinesKeys()
        try shop.write(GoldenVectors.publicBlob(of: shop.read("private")), to: "public")
        let ending = try shop.succeed("\(Self.seal) --to public \(padding) --algorithm \(algorithm) plain -o sealed")
        #expect(ending.notes.count == 1 && ending.notes[0].contains("RSA with 1024 bits"))
        #expect(try shop.permissions(of: "sealed") == "644")
        #expect(try shop.read("sealed").prefix(6) == [140, 0, 0, 0, 1, 2])
        try shop.succeed("\(Self.open) --key private \(padding) sealed | cmp - plain")
    }

    @Test(arguments: ["aes-256", "3des", "rc2-128", "rc4-40"], ["base", "strong", "enhanced", "aes"])
    func withAPassword(algorithm: String, provider: String) throws {
        let key = "--password-file password --hash sha1 --algorithm \(algorithm) --provider \(provider)"
        guard provider == "aes" || !(algorithm == "aes-256" || provider == "base" && algorithm != "rc4-40") else {
            try shop.refuse(64, "the provider ", "\(Self.seal) \(key) plain -o sealed")
            return
        }
        try shop.succeed("\(Self.seal) \(key) plain -o sealed")
        try shop.succeed("\(Self.open) \(key) sealed | cmp - plain")
        // The layout has no blob then: it is what derive and encrypt make.
        try shop.succeed(
            "keyblob derive \(key) -o key && keyblob encrypt --key key --provider \(provider) plain -o body")
        try shop.succeed("cmp sealed body")
    }

    @Test func theDefaultAlgorithmIsAES256() throws {
        try shop.succeed("\(Self.seal) --password-file password --hash sha256 plain -o sealed")
        try shop.succeed("\(Self.open) --password-file password --hash sha256 --algorithm aes-256 sealed | cmp - plain")
        try shop.succeed("keyblob generate exchange -o pair && \(Self.seal) --oaep --to pair.public plain -o for-pair")
        #expect(try shop.read("for-pair")[8..<12] == [0x10, 0x66, 0, 0])
    }

    @Test func theWrongKeyOpensNothing() throws {
        try addSealedFile()
        try shop.succeed(
            "keyblob generate exchange --allow-weak --bits 1024 -o same; keyblob generate exchange -o longer")
        try shop.refuse(2, "file: does not open", "\(Self.open) --key same.private file -o out")
        try shop.refuse(
            2, "wrapped for a 1024-bit key, this one has 2048", "\(Self.open) --key longer.private file -o out")
        try shop.refuse(2, "file: does not open", "\(Self.open) --key private --oaep file -o out")
        try shop.succeed("\(Self.seal) --password-file password --hash md5 plain -o sealed")
        try shop.write(Array("open barley".utf8), to: "wrong")
        let options = "--password-file wrong --hash md5 --algorithm aes-256"
        // One wrong password in 256 gives a good padding by chance; this one does not.
        try shop.refuse(
            2, "sealed: does not decrypt: wrong key, wrong password", "\(Self.open) \(options) sealed -o out")
    }

    @Test func damagedFiles() throws {
        try addSealedFile()
        let file = try shop.read("file")
        for (change, status, words) in [
            (Change.cut(0), 1, "truncated: cbKeyBlob at byte 0"), (.cut(3), 1, "truncated: cbKeyBlob at byte 0"),
            (.cut(100), 1, "truncated: keyBlob at byte 4"), (.cut(144), 1, "the ciphertext is empty"),
            (.cut(file.count - 1), 1, "not a whole number of blocks"),
            (.flip(3, 0x80), 1, "badKeyLength: cbKeyBlob at byte 0"),
            (.flip(4, 1), 1, "unknownBlobType: bType at byte"),
            (.flip(5, 4), 1, "unsupportedVersion: bVersion at byte"), (.flip(12, 1), 1, "badAlgorithm: algid at byte"),
            (.flip(16, 1), 2, "does not open"), (.flip(143, 0x40), 2, "does not open"),
            (.flip(file.count - 17, 0x80), 2, "does not decrypt"),
        ] as [(Change, Int32, String)] {
            try shop.write(change.apply(to: file), to: "damaged")
            try shop.refuse(status, words, "\(Self.open) -q --key private damaged -o out")
        }
        // Elsewhere in the body nobody can notice.
        try shop.write(Change.flip(200, 1).apply(to: file), to: "damaged")
        try shop.succeed("\(Self.open) --key private damaged -o out && ! cmp -s out plain")
    }

    private enum Change {
        case cut(Int)
        case flip(Int, UInt8)

        func apply(to bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .cut(let count): return Array(bytes[..<count])
            case .flip(let index, let bits):
                var bytes = bytes
                bytes[index] ^= bits
                return bytes
            }
        }
    }

    @Test func whatCannotBeSealed() throws {
        try shop.addWinesKeys()
        try shop.succeed(
            "keyblob generate signature -o pair; keyblob generate exchange --bits 512 --allow-weak -o small")
        try shop.refuse(3, "pair.public: a signature key", "\(Self.seal) --to pair.public plain -o out")
        try shop.refuse(
            3, "small.public: the session key does not fit", "\(Self.seal) -q --oaep --to small.public plain -o out")
        try shop.refuse(1, "not the RSA PUBLICKEYBLOB that is needed", "\(Self.seal) --to private plain -o out")
        try shop.refuse(
            64, "--algorithm: the provider has no", "\(Self.seal) --to small.public --provider base plain -o out")
    }

    @Test(arguments: [
        ("keyblob seal plain -o out", "give --to"), ("keyblob open file -o out", "give --key or --container"),
        ("keyblob seal --to public --oaep plain -o out", "go with --format capi"),
        ("keyblob seal --format capi --to a --to b plain -o out", "--format capi has one recipient"),
        ("keyblob open --format capi --key private --range 0:1 file -o out", "no --signer and no --range"),
        ("keyblob open --key private --range 1 file -o out", "'1'"),
        ("keyblob rewrap --key private file -o out", "give --to, --escrow or --revoke"),
        ("keyblob seal --format zip --to public plain", "'zip'"),
        ("keyblob seal --format capi plain -o out", "give --to, or --hash"),
        ("keyblob open --format capi plain -o out", "give --key or --container, or --hash"),
        ("keyblob seal --format capi --to public --hash md5 plain", "exclude each other"),
        ("keyblob open --format capi --key private --password-fd 3 --hash md5 plain", "exclude each other"),
        ("keyblob seal --format capi --hash md5 --oaep plain", "--oaep goes with --to"),
        ("keyblob open --format capi --hash md5 --password-file p plain", "--algorithm goes with a password"),
        ("keyblob open --format capi --key private --algorithm des plain", "--algorithm goes with a password"),
        ("keyblob open --format capi --key - -", "only one input"),
        ("keyblob seal --format capi --hash md5 --password-fd 0 -", "only one input"),
    ])
    func misuse(script: String, words: String) throws {
        try shop.refuse(64, words, script)
    }

    @Test(arguments: ["seal", "open"])
    func theHelpSaysWhatTheFormatCannotDo(command: String) throws {
        let text = try shop.succeed("keyblob \(command) --help").text.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        #expect(text.contains("no integrity") && text.contains("cannot be taken back"))
    }
}

extension GoldenVectors {
    /// The PUBLICKEYBLOB of an RSA PRIVATEKEYBLOB: its front, with the public type and magic.
    fileprivate static func publicBlob(of blob: [UInt8]) -> [UInt8] {
        let bits = Int(blob[12]) | Int(blob[13]) << 8
        return [6] + blob[1..<11] + [0x31] + blob[12..<20 + bits / 8]
    }
}

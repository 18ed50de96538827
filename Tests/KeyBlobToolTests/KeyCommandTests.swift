import GoldenVectors
import Testing

/// `keyblob generate`, `wrap` and `unwrap`.
struct KeyCommandTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    @Test(arguments: [("exchange", 0x00A4), ("signature", 0x0024)])
    func pairs(purpose: String, algorithm: Int) throws {
        try shop.succeed("keyblob generate \(purpose) --bits 2048 -o pair")
        #expect(try shop.names == ["pair.private", "pair.public"])
        #expect(try shop.permissions(of: "pair.private") == "600")
        #expect(try shop.permissions(of: "pair.public") == "644")
        #expect(try shop.read("pair.private").prefix(6) == [7, 2, 0, 0, 0, UInt8(algorithm == 0xA4 ? 0xA4 : 0x24)])
        #expect(try shop.read("pair.public").count == 276)
        try shop.succeed("keyblob inspect pair.private pair.public")
    }

    @Test(arguments: [
        "exchange --bits 1024 -o new", "signature --bits 2040 -o new", "session --algorithm des -o new",
        "session --algorithm rc2 -o new", "session --algorithm rc4-128 -o new", "session --algorithm 3des-112 -o new",
    ])
    func weakKeysNeedLeave(arguments: String) throws {
        try shop.refuse(3, "too weak for a new key; --allow-weak", "keyblob generate \(arguments)")
        let ending = try shop.succeed("keyblob generate \(arguments) --allow-weak")
        #expect(ending.errors.isEmpty)
    }

    @Test func pairsAreNotOverwritten() throws {
        try shop.write([1], to: "pair.public")
        try shop.refuse(6, "pair.public: exists already", "keyblob generate exchange -o pair")
        #expect(try shop.read("pair.public") == [1])
        try shop.succeed("keyblob generate exchange -o pair --force")
        #expect(try shop.names == ["pair.private", "pair.public"])
    }

    @Test(arguments: [
        ("aes-128", 16), ("AES-192", 24), ("aes-256", 32), ("CALG_AES_256", 32), ("3des", 24), ("calg_3des", 24),
        ("3des-112", 16), ("des", 8), ("rc2", 16), ("rc2-40", 5), ("RC2-128", 16), ("rc4", 16), ("rc4-56", 7),
    ])
    func sessionKeys(name: String, byteCount: Int) throws {
        try shop.succeed("keyblob generate session --algorithm \(name) --allow-weak -o key")
        #expect(try shop.read("key").count == 12 + byteCount)
        #expect(try shop.permissions(of: "key") == "600")
        let piped = try shop.succeed("keyblob generate session --algorithm \(name) --allow-weak | cat")
        let key = try shop.read("key")
        #expect(piped.output.count == 12 + byteCount && piped.output != key)
    }

    /// What Wine wrapped, for each algorithm, padding and modulus, comes out as Wine has it in the clear.
    @Test(arguments: [512, 768, 1024, 2048, 4096] as [UInt64], ["PKCS1", "OAEP-SHA1"])
    func winesKeysUnwrap(bits: UInt64, padding: String) throws {
        let option = padding == "PKCS1" ? "" : "--oaep"
        for record in try Samples.wrapped(bits: bits, padding: padding) {
            try shop.write(record.required("rsa_private_blob"), to: "private")
            try shop.write(record.required("blob"), to: "simple")
            try shop.succeed("keyblob unwrap --key private \(option) simple -o key --force")
            #expect(try shop.read("key") == record.required("plaintext_blob"), "\(record)")
        }
    }

    @Test func wrappedKeysUnwrap() throws {
        try shop.succeed("keyblob generate exchange --bits 2048 -o pair")
        try shop.succeed("keyblob generate session --algorithm aes-256 -o key")
        for option in ["", "--oaep"] {
            let ending = try shop.succeed("keyblob wrap --to pair.public \(option) key -o simple --force")
            #expect(ending.notes == (option.isEmpty ? ["keyblob: note: weak: PKCS #1 v1.5 padding"] : []))
            #expect(try shop.permissions(of: "simple") == "644")
            let clear = try shop.succeed("base64 simple | keyblob unwrap --key pair.private \(option) - | cat")
            #expect(clear.output == (try shop.read("key")))
        }
    }

    @Test func weakKeysAreNoted() throws {
        try shop.addWinesKeys()
        let notes = try shop.succeed("keyblob unwrap --key private simple | cat").notes
        #expect(notes == ["keyblob: note: weak: RSA with 1024 bits"])
        #expect(try shop.succeed("keyblob unwrap -q --key private simple | cat").errors.isEmpty)
    }

    @Test func signatureKeysDoNotWrap() throws {
        try shop.succeed("keyblob generate signature -o pair")
        try shop.addWinesKeys()
        try shop.refuse(3, "pair.public: a signature key", "keyblob wrap --to pair.public key -o out")
        try shop.refuse(3, "pair.private: a signature key", "keyblob unwrap --key pair.private simple -o out")
    }

    @Test func whatDoesNotFitIsRefused() throws {
        try shop.succeed("keyblob generate exchange --bits 512 --allow-weak -o pair")
        try shop.succeed("keyblob generate session --algorithm aes-256 -o key")
        try shop.refuse(
            3, "pair.public: the session key does not fit", "keyblob wrap --to pair.public --oaep key -o out")
        try shop.succeed("keyblob wrap --to pair.public key -o out")
    }

    @Test func theWrongKeyOrPaddingIsSeen() throws {
        try shop.addWinesKeys()
        try shop.succeed("keyblob generate exchange --bits 1024 --allow-weak -o other")
        try shop.refuse(2, "simple: does not open", "keyblob unwrap --key other.private simple -o out")
        try shop.refuse(2, "simple: does not open", "keyblob unwrap --key private --oaep simple -o out")
        try shop.refuse(
            1, "not the RSA PRIVATEKEYBLOB that is needed, but: SIMPLEBLOB", "keyblob unwrap --key simple simple -o out"
        )
        try shop.refuse(
            1, "not the RSA PUBLICKEYBLOB that is needed, but: RSA PRIVATEKEYBLOB",
            "keyblob wrap --to private key -o out")
    }

    /// Bits of the RSA block, at both of its ends and in the middle.
    @Test(arguments: [12, 13, 75, 76, 138, 139])
    func aFlippedBitInTheBlockIsSeen(byte: Int) throws {
        try shop.addWinesKeys()
        var blob = try shop.read("simple")
        blob[byte] ^= 0x10
        try shop.write(blob, to: "simple")
        try shop.refuse(2, "simple: does not open", "keyblob unwrap --key private simple -o out")
    }

    /// A wrapped key as long as a modulus was made for that modulus; any other length is damage.
    @Test func everyLengthOfASimpleBlob() throws {
        let whole = try shop.addWinesKeys().required("blob") + [UInt8](repeating: 0, count: 140)
        for count in 0..<whole.count where count != 140 {
            try shop.write(Array(whole[..<count]), to: "cut")
            let block = count - 12
            let isModulus = block >= 48 && block % 32 == 0
            let words = isModulus ? "cut: wrapped for a \(block * 8)-bit key, this one has 1024" : " at byte "
            try shop.refuse(isModulus ? 2 : 1, words, "keyblob unwrap --key private cut -o out")
        }
    }

    /// A private key whose numbers do not belong together.
    @Test func aDamagedPrivateKeyIsSeen() throws {
        try shop.addWinesKeys()
        var blob = try shop.read("private")
        blob[200] ^= 4
        try shop.write(blob, to: "private")
        try shop.refuse(1, "private: the numbers of the key pair", "keyblob unwrap --key private simple -o out")
    }
}

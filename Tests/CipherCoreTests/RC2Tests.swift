import GoldenVectors
import Testing

@testable import CipherCore

struct RC2Tests {
    /// One block each; all the examples of RFC 2268, and others that pycryptodome computed.
    static let blocks = ((try? GoldenVectors.load("rfc-keywrap-rc2")) ?? []).filter { $0.format == "RC2 block" }

    @Test func thereAreBlocks() {
        #expect(Self.blocks.count == 19)
    }

    @Test(arguments: blocks)
    func oneBlock(_ record: GoldenRecord) throws {
        let key = try #require(record.bytes("key"))
        let bits = try Int(#require(record.number("effective_bits")))
        let (plaintext, ciphertext) = try (#require(record.string("plaintext")), #require(record.string("ciphertext")))
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: bits, mode: .ecb)
        #expect(try cipher.encrypting(plaintext) == ciphertext)
        #expect(try cipher.decrypting(ciphertext) == plaintext)
    }

    /// CryptoAPI's RC2-40 as Wine's tests have it: the key is the first 5 bytes of MD2(00 01 … of 2000 bytes) and 11
    /// zero salt bytes, with 40 effective bits and a zero IV; the data is 00…16 with its padding 01.
    @Test func saltedKeyInCFB() throws {
        let hashed = (0..<2000).map { UInt8(truncatingIfNeeded: $0) }
        let hash = try MessageDigest.hash(.md2, hashed.span.bytes)
        let key = hash.withUnsafeBytes { Array($0.prefix(5)) } + [UInt8](repeating: 0, count: 11)
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: 40, mode: .cfb8)
        let plaintext = "000102030405060708090a0b0c0d0e0f1011121314151601"
        let ciphertext = "29b567850b1bec07672da1a41a47246a54e1e092f90ef6eb"
        #expect(try cipher.encrypting(plaintext) == ciphertext)
        cipher.restart()
        #expect(try cipher.decrypting(ciphertext) == plaintext)
    }

    /// libgcrypt has RC2 with as many effective bits as the key has.
    @Test(arguments: [5, 6, 7, 8, 15, 16, 17, 31, 64, 127], CipherMode.allCases.filter { $0 != .ofb })
    func agreesWithLibgcrypt(keyByteCount: Int, mode: CipherMode) throws {
        let key = pattern(keyByteCount, seed: 11)
        let vector = pattern(8, seed: 12)
        let plaintext = pattern(8 * 33, seed: 13)
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, mode: mode, initializationVector: vector.span.bytes)
        let ours = try cipher.encrypting(hex(plaintext))

        let libgcryptRC2: CInt = 308
        let reference = try LibraryCipher(identifier: libgcryptRC2, mode: mode, key: key.span.bytes)
        #expect(ours == hex(try reference.processing(plaintext, vector, .encryption)))
        cipher.restart()
        #expect(try cipher.decrypting(ours) == hex(plaintext))
    }

    @Test(arguments: [(0, 8), (129, 8), (8, 0), (8, 1025), (8, -1), (0, 0)])
    func refusesIllegalKeys(keyByteCount: Int, effectiveBits: Int) {
        let key = pattern(keyByteCount, seed: 1)
        let expected: CipherError = 1...128 ~= keyByteCount ? .illegalParameter : .illegalKeyLength
        #expect(
            refusal { _ = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: effectiveBits) } == expected)
    }
}

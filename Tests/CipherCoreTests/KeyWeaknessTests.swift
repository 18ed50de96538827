import GoldenVectors
import Testing

@testable import CipherCore

struct KeyWeaknessTests {
    /// RSA keys that are weak by their primes, and some that are not, by `Scripts/make-weak-rsa-vectors`.
    static let rsaKeys = (try? GoldenVectors.load("constructed-weak-rsa")) ?? []

    @Test func everyRecordIsThere() { #expect(Self.rsaKeys.count == 15) }

    @Test(arguments: rsaKeys) func primesOfRSA(record: GoldenRecord) throws {
        let (modulus, p, q) = try (record.required("n"), record.required("p"), record.required("q"))
        let weakness = KeyWeakness(rawValue: record.string("weaknesses") ?? "")
        let error = weakness.map { CipherError.weakKey($0) }
        let key = try RSAPublicKey(insecureModulus: modulus.span.bytes, publicExponent: 65537)
        let isFingerprint = weakness == .rocaFingerprint
        #expect(
            refusal { _ = try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537) }
                == (isFingerprint ? error : nil))
        #expect(
            refusal { _ = try RSAPrivateKey(publicKey: key, prime1: p.span.bytes, prime2: q.span.bytes) }
                == (isFingerprint ? nil : error))

        let insecure = try RSAPrivateKey(
            publicKey: key, prime1: p.span.bytes, prime2: q.span.bytes, insecurePrimes: true)
        let block = pattern(key.byteCount - 1, seed: 1)
        let power = try insecure.rawOperation(([0] + block).span.bytes)
        #expect(try key.rawOperation(power.bytes) == [0] + block)

        // Fermat's method, which sees the modulus alone, is content with a hundred steps.
        let isFound = isFingerprint || record.string("remark") == "consecutive primes"
        let expected = isFound ? weakness.map { [$0] } ?? [] : []
        #expect(try key.weaknesses().filter { $0 != .shortModulus } == expected)
        #expect(try key.weaknesses().contains(.shortModulus) == (key.bitLength < 2048))
    }

    @Test(arguments: [1, 3, 17, 65535, 65537, 0x8000_0001] as [UInt32]) func exponents(exponent: UInt32) throws {
        let modulus = try RSATestKey.bits512.publicKey.modulus
        let key = try RSAPublicKey(insecureModulus: modulus.span.bytes, publicExponent: exponent)
        let found = try key.weaknesses()
        #expect(found.contains(.exponentOne) == (exponent == 1))
        #expect(found.contains(.smallExponent) == (exponent == 3 || exponent == 17 || exponent == 65535))
    }

    /// SP 800-67 section 3.3.2.
    static let weakDES = ["0101010101010101", "fefefefefefefefe", "1f1f1f1f0e0e0e0e", "e0e0e0e0f1f1f1f1"]
    static let semiWeakDES = [
        "01fe01fe01fe01fe", "fe01fe01fe01fe01", "1fe01fe00ef10ef1", "e01fe01ff10ef10e", "01e001e001f101f1",
        "e001e001f101f101", "1ffe1ffe0efe0efe", "fe1ffe1ffe0efe0e", "011f011f010e010e", "1f011f010e010e01",
        "e0fee0fef1fef1fe", "fee0fee0fef1fef1",
    ]

    @Test func keysOfDES() throws {
        func weakness(_ key: [UInt8]) -> KeyWeakness? { .ofDESKey(key.span.bytes) }
        let good = bytes("0123456789abcdef")
        #expect(weakness(good) == nil)
        for (expected, keys) in [(KeyWeakness.weakDESKey, Self.weakDES), (.semiWeakDESKey, Self.semiWeakDES)] {
            for key in keys.map(bytes) {
                #expect(weakness(key) == expected)
                #expect(weakness(key.map { $0 ^ 1 }) == expected)  // without regard to parity
                #expect(weakness(key.dropLast() + [key[7] ^ 2]) == nil)
                #expect(weakness(good + key) == expected)
                #expect(weakness(key + good + good.reversed()) == expected)
            }
        }
        #expect(weakness(good + good) == .repeatedTripleDESKey)
        #expect(weakness(good + good.reversed()) == nil)
        #expect(weakness(good + good + good.reversed()) == .repeatedTripleDESKey)
        #expect(weakness(good.reversed() + good + good.map { $0 ^ 1 }) == .repeatedTripleDESKey)
        // K1 = K3 is triple DES with two keys.
        #expect(weakness(good + good.reversed() + good) == nil)
        #expect(weakness([]) == nil)
        #expect(weakness(good.dropLast()) == nil)
    }

    /// Encryption under a weak key is its own inverse, and under a semi-weak one its partner's: what their names mean.
    @Test func weakKeysUndoThemselves() throws {
        let block = "0011223344556677"
        for (index, key) in (Self.weakDES + Self.semiWeakDES).enumerated() {
            let isWeak = index < Self.weakDES.count
            let partner = isWeak ? key : Self.semiWeakDES[(index - Self.weakDES.count) ^ 1]
            let once = try desBlock(block, key)
            #expect(try desBlock(once, partner) == block)
            #expect(try (desBlock(once, key) == block) == isWeak)
        }
    }

    private func desBlock(_ block: String, _ key: String) throws -> String {
        var cipher = try BulkCipher(.des, key: bytes(key).span.bytes, mode: .ecb)
        return try cipher.encrypting(block)
    }

    @Test func everyWeaknessHasWordsOfItsOwn() {
        let words = Set(KeyWeakness.allCases.map(\.description))
        #expect(words.count == KeyWeakness.allCases.count)
    }
}

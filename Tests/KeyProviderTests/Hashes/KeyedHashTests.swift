import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// CALG_MAC, CALG_HMAC and CryptHashSessionKey: what a hash object does with keys.
struct KeyedHashTests {
    /// The key that Wine's conformance tests derive, whose results were the same on Windows: from MD2 of 2000 bytes.
    private func derivedRC2(bits: Int) throws -> SessionKey {
        var hash = try HashObject(.md2, of: (0..<2000).map { UInt8(truncatingIfNeeded: $0) }, provider: .base)
        return try SessionKey(derivingFrom: &hash, algorithm: .rc2, bits: bits)
    }

    /// The values of Wine's conformance tests: CBC-MAC of 00…ff and 00…10 under RC2 with 40 bits and a salt of zeros.
    @Test(arguments: [(256, "b7a246e91131e0ad"), (17, "ef220a3bd0ab4849")])
    func blockCode(_ byteCount: Int, _ expected: String) throws {
        let key = try derivedRC2(bits: 40)
        #expect(key.copiedSalt == [UInt8](repeating: 0, count: 11))
        var code = try HashObject(macWith: key)
        #expect(try code.byteCount == 8)
        try code.update((0..<byteCount).map { UInt8($0) })
        #expect(try code.copiedValue() == [UInt8](digits: expected))
    }

    /// HMAC-MD5 of 00…ff under RC2 with 56 bits, likewise.
    @Test func hashCode() throws {
        var code = try HashObject(hmacWith: derivedRC2(bits: 56))
        try code.setHMACInfo(hash: .md5)
        try code.update((0..<256).map { UInt8($0) })
        #expect(try code.copiedValue() == [UInt8](digits: "1a7d49c59b2d0b9ccf106bb67d0f1332"))
    }

    /// A test of RFC 2202: key and data of its seven cases, and both codes.
    struct Case: Sendable, CustomTestStringConvertible {
        let number: Int
        let keys: (md5: [UInt8], sha1: [UInt8])
        let data: [UInt8]
        let codes: (md5: String, sha1: String)
        var testDescription: String { "\(number)" }

        init(_ number: Int, _ keys: ([UInt8], [UInt8]), _ data: [UInt8], _ md5: String, _ sha1: String) {
            (self.number, self.keys, self.data) = (number, keys, data)
            codes = (md5, sha1)
        }
    }

    private static func same(_ key: [UInt8]) -> ([UInt8], [UInt8]) { (key, key) }
    private static func twice(_ byte: UInt8) -> ([UInt8], [UInt8]) {
        ([UInt8](repeating: byte, count: 16), [UInt8](repeating: byte, count: 20))
    }
    private static let long = same([UInt8](repeating: 0xaa, count: 80))

    static let rfc2202 = [
        Case(
            1, twice(0x0b), Array("Hi There".utf8), "9294727a3638bb1c13f48ef8158bfc9d",
            "b617318655057264e28bc0b6fb378c8ef146be00"),
        Case(
            2, same(Array("Jefe".utf8)), Array("what do ya want for nothing?".utf8),
            "750c783e6ab0b503eaa86e310a5db738", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        Case(
            3, twice(0xaa), [UInt8](repeating: 0xdd, count: 50), "56be34521d144c88dbb8c733f0e8b3f6",
            "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
        Case(
            4, same(Array(1...25)), [UInt8](repeating: 0xcd, count: 50), "697eaf0aca3a3aea3a75164746ffaa79",
            "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
        Case(
            5, twice(0x0c), Array("Test With Truncation".utf8), "56461ef2342edc00f9bab995690efd4c",
            "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"),
        Case(
            6, long, Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd", "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
        Case(
            7, long, Array("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data".utf8),
            "6f630fad67cda0ee1fb1f562db3aa53e", "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"),
    ]

    /// Keys of any length (CRYPT_IPSEC_HMAC_KEY), with the standard pads and with the same as strings.
    @Test(arguments: rfc2202)
    func publishedCodes(_ test: Case) throws {
        for (hash, key, expected) in [
            (AlgorithmIdentifier.md5, test.keys.md5, test.codes.md5), (.sha1, test.keys.sha1, test.codes.sha1),
        ] {
            var standard = try HashObject(hmacWith: SessionKey(authenticating: key))
            try standard.setHMACInfo(hash: hash)
            try standard.update(test.data)
            #expect(try standard.copiedValue() == [UInt8](digits: expected))
            var strings = try HashObject(hmacWith: SessionKey(authenticating: key))
            try strings.setHMACInfo(hash, .inner64, .outer64)
            try strings.update(test.data)
            #expect(try strings.copiedValue() == [UInt8](digits: expected))
        }
    }

    /// An HMAC without hash function has no length, takes no data and has no value; set late, it begins anew.
    @Test func theHashFunctionComesFirst() throws {
        var code = try HashObject(hmacWith: SessionKey(sample: .rc4))
        #expect(try code.byteCount == 0)
        #expect(refusal { try code.update([1]) } == .hashIncomplete)
        #expect(refusal { try code.value() } == .hashIncomplete)
        #expect(refusal { try code.setValue([]) } == .unsuitableHash)
        #expect(refusal { try code.setHMACInfo(hash: .hmac) } == .unsupportedAlgorithm(.hmac))
        #expect(refusal { try code.setHMACInfo(hash: .ssl3SHAMD5) } == .unsupportedAlgorithm(.ssl3SHAMD5))
        try code.setHMACInfo(hash: .sha256)
        #expect(try code.byteCount == 32)
        try code.update(pattern(10))
        try code.setHMACInfo(hash: .sha1)
        #expect(try code.byteCount == 20)
        try code.update(pattern(30))
        var other = try HashObject(hmacWith: SessionKey(sample: .rc4))
        try other.setHMACInfo(hash: .sha1)
        try other.update(pattern(30))
        let value = try code.copiedValue()
        #expect(try other.copiedValue() == value)
        #expect(refusal { try code.setHMACInfo(hash: .md5) } == .hashFinished)
        #expect(try code.copiedValue() == value)

        var plain = try HashObject(.md5, provider: .aes)
        #expect(refusal { try plain.setHMACInfo(hash: .md5) } == .unsuitableHash)
        var base = try HashObject(hmacWith: SessionKey(sample: .rc2, 5, provider: .base))
        #expect(refusal { try base.setHMACInfo(hash: .sha256) } == .unsupportedAlgorithm(.sha256))
    }

    /// SHA-384 and SHA-512: 128 bytes by default (RFC 2104), which the 64-byte strings of Microsoft's page are not.
    @Test(arguments: [AlgorithmIdentifier.sha384, .sha512])
    func padsOfLongBlocks(_ hash: AlgorithmIdentifier) throws {
        func code(_ inner: [UInt8], _ outer: [UInt8]) throws -> [UInt8] {
            var code = try HashObject(hmacWith: SessionKey(sample: .aes256))
            try code.setHMACInfo(hash, inner, outer)
            try code.update(pattern(200))
            return try code.copiedValue()
        }
        #expect(try code([], []) == code(.inner64 + .inner64, .outer64 + .outer64))
        #expect(try code([], []) != code(.inner64, .outer64))
    }

    static func keyed(_ algorithm: AlgorithmIdentifier, _ key: borrowing SessionKey) throws -> HashObject {
        guard algorithm == .hmac else { return try HashObject(macWith: key) }
        var code = try HashObject(hmacWith: key)
        try code.setHMACInfo(hash: .md2)
        return code
    }

    @Test(arguments: [AlgorithmIdentifier.mac, .hmac])
    func aDuplicateGoesItsOwnWay(_ algorithm: AlgorithmIdentifier) throws {
        let key = try SessionKey(sample: .aes128)
        func value(_ data: [UInt8]) throws -> [UInt8] {
            var code = try Self.keyed(algorithm, key)
            try code.update(data)
            return try code.copiedValue()
        }
        var running = try Self.keyed(algorithm, key)
        try running.update(pattern(70))
        var second = try running.duplicate()
        try running.update([1])
        try second.update([2])
        let values = try [running.copiedValue(), second.copiedValue()]
        #expect(try values == [value(pattern(70) + [1]), value(pattern(70) + [2])])
        var third = try running.duplicate()
        #expect(refusal { try third.update([1]) } == .hashFinished)
        #expect(try third.copiedValue() == values[0])
    }

    /// The hash object has the key as it was when it was made, and the key's stream does not move.
    @Test(arguments: [AlgorithmIdentifier.mac, .hmac])
    func theKeyIsCopied(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: .rc2)
        var untouched = try SessionKey(sample: .rc2)
        _ = try key.encrypt(pattern(8), isFinal: false)
        _ = try untouched.encrypt(pattern(8), isFinal: false)
        var code = try Self.keyed(algorithm, key)
        try code.update(pattern(50))
        #expect(try key.encrypt(pattern(9), isFinal: true) == untouched.encrypt(pattern(9), isFinal: true))
        try key.setSalt(pattern(3).span.bytes)
        try key.setInitializationVector(pattern(8).span.bytes)
        try key.setEffectiveKeyBitLength(40)
        var expected = try Self.keyed(algorithm, untouched)
        try expected.update(pattern(50))
        let value = try expected.copiedValue()
        #expect(try code.copiedValue() == value)
        // A MAC made now depends on all three; an HMAC on none: its key is without salt.
        var other = try Self.keyed(algorithm, key)
        try other.update(pattern(50))
        #expect(try (other.copiedValue() == value) == (algorithm == .hmac))
    }

    @Test func unsuitableKeys() throws {
        #expect(refusal { try HashObject(macWith: SessionKey(sample: .rc4)) } == .unsuitableKey)
        #expect(refusal { try HashObject(macWith: SessionKey(authenticating: pattern(16))) } == .unsuitableKey)
        var key = try SessionKey(sample: .aes192)
        try key.setMode(.ecb)
        #expect(refusal { try HashObject(macWith: key) } == .unsuitableKey)
        try key.setMode(.cfb8)
        #expect(refusal { try HashObject(macWith: key) } == .unsuitableKey)
        try key.setMode(.cbc)
        #expect(refusal { try HashObject(macWith: key) } == nil)
        try key.setPermissions(key.permissions.subtracting(.mac))
        #expect(refusal { try HashObject(macWith: key) } == .notPermitted)
        #expect(refusal { try HashObject(hmacWith: key) } == .notPermitted)
    }

    /// Microsoft's example of CryptHashSessionKey, a 40-bit key: last byte first unless told.
    @Test(arguments: [
        (AlgorithmIdentifier.md5, "0b15550aa003f93f7582f7e79132bc8c"),
        (.sha1, "3c37729353ff2a4fef1254185b3ac46303fd075d"),
    ])
    func hashedKey(_ algorithm: AlgorithmIdentifier, _ expected: String) throws {
        let bytes = [UInt8](digits: "4a3aee7737")
        let key = try SessionKey(
            plaintext: PlaintextKeyBlob(keyAlgorithm: .rc4, key: bytes.span.bytes).serialized(), isExportable: false)
        var hash = try HashObject(algorithm, provider: .base)
        try hash.update(key)
        #expect(try hash.copiedValue() == [UInt8](digits: expected))
        #expect(refusal { try hash.update(key) } == .hashFinished)

        var both = try HashObject(algorithm, of: [1, 2], provider: .base)
        try both.update(key, byteOrder: .littleEndian)
        try both.update([3])
        try both.update(key, byteOrder: .bigEndian)
        #expect(try both.copiedValue() == HashObject.value(algorithm, [1, 2] + bytes + [3] + bytes.reversed()))
    }

    /// Parity bits are part of a DES key.
    @Test func hashedParity() throws {
        let key = try SessionKey(sample: .des)
        var hash = try HashObject(.sha1, provider: .strong)
        try hash.update(key, byteOrder: .littleEndian)
        #expect(try hash.copiedValue() == HashObject.value(.sha1, Array(key.exported().dropFirst(12))))
    }
}

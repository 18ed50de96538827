import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// Hashing while encrypting and decrypting.
struct HashedEncryptionTests {
    /// The pieces of a message: whole blocks of every cipher, then the rest.
    static let pieces = [pattern(48, seed: 1), pattern(16, seed: 2), [], pattern(21, seed: 3)]

    @Test(arguments: SessionKey.algorithms)
    func hashesThePlaintext(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: algorithm)
        var plain = try SessionKey(sample: algorithm)
        var hash = try HashObject(.sha256, provider: .aes)
        var ciphertexts: [[UInt8]] = []
        for (index, piece) in Self.pieces.enumerated() {
            let isFinal = index == Self.pieces.count - 1
            ciphertexts.append(try key.encrypt(piece, isFinal: isFinal, hashing: &hash))
            #expect(try plain.encrypt(piece, isFinal: isFinal) == ciphertexts[index])
        }
        let expected = try HashObject.value(.sha256, Self.pieces.flatMap { $0 })
        #expect(try hash.copiedValue() == expected)

        var decrypted = try HashObject(.sha256, provider: .aes)
        for (index, piece) in ciphertexts.enumerated() {
            let isFinal = index == ciphertexts.count - 1
            #expect(try key.decrypt(piece, isFinal: isFinal, hashing: &decrypted) == Self.pieces[index])
        }
        #expect(try decrypted.copiedValue() == expected)
    }

    /// Any hash that takes data may be the one: also a MAC under the same key.
    @Test(arguments: [AlgorithmIdentifier.mac, .hmac])
    func hashesWithTheSameKey(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: .aes256)
        var code = try KeyedHashTests.keyed(algorithm, key)
        var expected = try KeyedHashTests.keyed(algorithm, key)
        _ = try key.encrypt(pattern(100), isFinal: true, hashing: &code)
        try expected.update(pattern(100))
        #expect(try code.copiedValue() == expected.copiedValue())
    }

    /// A hash that takes no data is refused before anything moves.
    @Test(arguments: [AlgorithmIdentifier.md5, .ssl3SHAMD5, .hmac])
    func unusableHashes(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: .rc4)
        var untouched = try SessionKey(sample: .rc4)
        var hash =
            algorithm == .hmac ? try HashObject(hmacWith: key) : try HashObject(algorithm, provider: .aes)
        if algorithm == .md5 { _ = try hash.value() }
        let expected: ProviderError =
            switch algorithm {
            case .md5: .hashFinished
            case .hmac: .hashIncomplete
            default: .unsupportedAlgorithm(.ssl3SHAMD5)
            }
        #expect(refusal { try key.encrypt(pattern(5), isFinal: false, hashing: &hash) } == expected)
        #expect(refusal { try key.decrypt(pattern(5), isFinal: false, hashing: &hash) } == expected)
        #expect(try key.encrypt(pattern(5), isFinal: false) == untouched.encrypt(pattern(5), isFinal: false))
    }

    /// What the key refuses is not hashed.
    @Test func refusedDataIsNotHashed() throws {
        var key = try SessionKey(sample: .aes128)
        var hash = try HashObject(.sha1, provider: .aes)
        #expect(refusal { try key.encrypt(pattern(5), isFinal: false, hashing: &hash) } == .illegalDataLength)
        #expect(refusal { try key.decrypt(pattern(5), isFinal: false, hashing: &hash) } == .illegalDataLength)
        #expect(refusal { try key.decrypt([], isFinal: true, hashing: &hash) } == .emptyCiphertext)
        var small = pattern(16)
        let tooSmall = refusal {
            try small.withUnsafeMutableBytes { try key.encrypt($0, byteCount: 16, isFinal: true, hashing: &hash) }
        }
        #expect(tooSmall == .bufferTooSmall(needed: 32) && small == pattern(16))
        // A block whose last byte is no count of padding bytes.
        let unpadded = try key.encrypt([UInt8](repeating: 0, count: 16), isFinal: false)
        try key.setMode(.cbc)
        #expect(refusal { try key.decrypt(unpadded, isFinal: true, hashing: &hash) } == .badPadding)
        try key.setPermissions(key.permissions.subtracting([.encrypt, .decrypt]))
        #expect(refusal { try key.encrypt(pattern(5), isFinal: true, hashing: &hash) } == .notPermitted)
        #expect(refusal { try key.decrypt(pattern(16), isFinal: true, hashing: &hash) } == .notPermitted)
        #expect(try hash.copiedValue() == HashObject.value(.sha1, []))
    }
}

extension SessionKey {
    /// One call of `CryptEncrypt` with a hash.
    fileprivate mutating func encrypt(
        _ piece: [UInt8], isFinal: Bool, hashing hash: inout HashObject
    ) throws -> [UInt8] {
        var buffer = piece + [UInt8](repeating: 0, count: 16)
        let count = try buffer.withUnsafeMutableBytes {
            try encrypt($0, byteCount: piece.count, isFinal: isFinal, hashing: &hash)
        }
        return Array(buffer.prefix(count))
    }

    /// One call of `CryptDecrypt` with a hash.
    fileprivate mutating func decrypt(
        _ piece: [UInt8], isFinal: Bool, hashing hash: inout HashObject
    ) throws -> [UInt8] {
        var buffer = piece
        let count = try buffer.withUnsafeMutableBytes { try decrypt($0, isFinal: isFinal, hashing: &hash) }
        return Array(buffer.prefix(count))
    }
}

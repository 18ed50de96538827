import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// The states of a hash object: running, finished, set from outside.
struct HashObjectTests {
    static let digests: [AlgorithmIdentifier] = [.md2, .md4, .md5, .sha1, .sha256, .sha384, .sha512]

    @Test(arguments: digests)
    func aFinishedHashKeepsItsValue(_ algorithm: AlgorithmIdentifier) throws {
        var hash = try HashObject(algorithm, provider: .aes)
        #expect(hash.isFinished == false)
        try hash.update(pattern(100))
        let value = try hash.copiedValue()
        #expect(try value.count == hash.byteCount)
        #expect(hash.isFinished == true)
        #expect(try hash.copiedValue() == value)
        #expect(refusal { try hash.update([1]) } == .hashFinished)
        #expect(try hash.copiedValue() == value)
    }

    /// Nothing is data, too: the value is there before any.
    @Test(
        arguments: zip(
            digests.dropFirst(2).prefix(2),
            ["d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709"]))
    func aHashOfNothing(_ algorithm: AlgorithmIdentifier, _ value: String) throws {
        var hash = try HashObject(algorithm, provider: .base)
        #expect(try hash.copiedValue() == [UInt8](hex: value))
    }

    @Test(arguments: digests)
    func dataComesInPieces(_ algorithm: AlgorithmIdentifier) throws {
        let data = pattern(300)
        let whole = try HashObject.value(algorithm, data)
        for split in [0, 1, 63, 64, 65, 128, 299, 300] {
            var hash = try HashObject(algorithm, provider: .aes)
            try hash.update(Array(data.prefix(split)))
            try hash.update([])
            try hash.update(Array(data.dropFirst(split)))
            #expect(try hash.copiedValue() == whole)
        }
    }

    @Test(arguments: digests)
    func aDuplicateGoesItsOwnWay(_ algorithm: AlgorithmIdentifier) throws {
        var running = try HashObject(algorithm, provider: .aes)
        try running.update(pattern(70))
        var second = try running.duplicate()
        #expect(second.algorithm == algorithm && second.provider == .aes && !second.isFinished)
        try running.update([1])
        try second.update([2])
        let values = try [running.copiedValue(), second.copiedValue()]
        #expect(
            values
                == (try [
                    HashObject.value(algorithm, pattern(70) + [1]), HashObject.value(algorithm, pattern(70) + [2]),
                ]))

        var third = try running.duplicate()
        #expect(third.isFinished == true)
        #expect(refusal { try third.update([1]) } == .hashFinished)
        #expect(try third.copiedValue() == values[0])
    }

    @Test(arguments: digests + [.ssl3SHAMD5])
    func aValueFromOutsideFinishes(_ algorithm: AlgorithmIdentifier) throws {
        var hash = try HashObject(algorithm, provider: .aes)
        let value = pattern(try hash.byteCount, seed: 9)
        #expect(refusal { try hash.setValue(Array(value.dropLast())) } == .unsuitableHash)
        #expect(refusal { try hash.setValue(value + [0]) } == .unsuitableHash)
        #expect(refusal { try hash.setValue([]) } == .unsuitableHash)
        #expect(hash.isFinished == false)
        try hash.setValue(value)
        #expect(hash.isFinished == true)
        // SSL3_SHAMD5 hashes no data, finished or not.
        let expected = algorithm == .ssl3SHAMD5 ? ProviderError.unsupportedAlgorithm(algorithm) : .hashFinished
        #expect(refusal { try hash.update([1]) } == expected)
        #expect(try hash.copiedValue() == value)
        // Another value may take its place.
        try hash.setValue(value.reversed())
        #expect(try hash.copiedValue() == value.reversed())
    }

    @Test func theHandshakeHashTakesNoData() throws {
        var hash = try HashObject(.ssl3SHAMD5, provider: .base)
        #expect(try hash.byteCount == 36)
        #expect(refusal { try hash.update([1]) } == .unsupportedAlgorithm(.ssl3SHAMD5))
        #expect(refusal { try hash.value() } == .hashIncomplete)
        #expect(hash.isFinished == false)
    }

    @Test func whatNeedsAKeyIsRefused() throws {
        for algorithm: AlgorithmIdentifier in [.mac, .hmac] {
            #expect(refusal { try HashObject(algorithm, provider: .aes) } == .unsuitableKey)
            #expect(refusal { try HashObject(algorithm, provider: .dss) } == .unsupportedAlgorithm(algorithm))
        }
        #expect(refusal { try HashObject(.tls1PRF, provider: .rsaSchannel) } == .unsuitableKey)
        #expect(refusal { try HashObject(.tls1PRF, provider: .aes) } == .unsupportedAlgorithm(.tls1PRF))
        for algorithm: AlgorithmIdentifier in [.hashReplaceOWF, .rc4, .rsaSign, AlgorithmIdentifier(rawValue: 0x8006)] {
            #expect(refusal { try HashObject(algorithm, provider: .aes) } == .unsupportedAlgorithm(algorithm))
        }
    }
}

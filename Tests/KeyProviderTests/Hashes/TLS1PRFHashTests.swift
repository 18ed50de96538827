import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// CALG_TLS1PRF.
struct TLS1PRFHashTests {
    static func records() throws -> [GoldenRecord] { try golden("capi-schannel", "CALG_TLS1PRF") }

    @Test func everyRecordIsTested() throws { #expect(try Self.records().count == 3) }

    /// The function of the master secret in a record's `master_blob`, a PLAINTEXTKEYBLOB.
    private func function(_ record: GoldenRecord) throws -> HashObject {
        let secret = Array(try record.required("master_blob").dropFirst(12))
        return try HashObject(tls1PRFSecret: secret.span.bytes, provider: .rsaSchannel)
    }

    @Test(arguments: try records())
    func asWine(_ record: GoldenRecord) throws {
        var function = try function(record)
        try function.setLabel(record.required("label"))
        try function.setSeed(record.required("seed"))
        let output = try record.required("output")
        #expect(try function.output(output.count) == output)
        // As many bytes as asked for, the same ones first, as often as wanted.
        #expect(try function.output(100).prefix(output.count) == output[...])
        #expect(try function.output(0) == [])
        var second = try function.duplicate()
        #expect(try second.output(output.count) == output)
        try second.setSeed([1])
        #expect(try second.output(output.count) != output)
        #expect(try function.output(output.count) == output)
    }

    @Test func states() throws {
        let record = try #require(Self.records().first)
        var function = try function(record)
        #expect(function.algorithm == .tls1PRF && function.provider == .rsaSchannel)
        #expect(try function.byteCount == 0)
        #expect(refusal { try function.output(12) } == .hashIncomplete)
        try function.setLabel(Array("server finished".utf8))
        #expect(refusal { try function.output(12) } == .hashIncomplete)
        try function.setSeed(pattern(36))
        for count in [-1, 65537, Int.max, Int.min] {
            #expect(refusal { try function.output(count) } == .unsuitableHash)
        }
        #expect(try function.output(65536).count == 65536)
        #expect(function.isFinished == false)
        // It hashes no data, and has no value but of a length that somebody chose.
        #expect(refusal { try function.update([1]) } == .unsupportedAlgorithm(.tls1PRF))
        #expect(refusal { try function.value() } == .unsuitableHash)
        #expect(refusal { try function.setValue(pattern(12)) } == .unsuitableHash)
        #expect(refusal { try function.setHMACInfo(hash: .md5) } == .unsuitableHash)
        #expect(
            refusal { try HashObject(tls1PRFSecret: pattern(48).span.bytes, provider: .aes) }
                == .unsupportedAlgorithm(.tls1PRF))
    }

    /// Other hashes have neither label nor seed, and one length.
    @Test func otherHashes() throws {
        var hash = try HashObject(.sha1, of: pattern(10))
        #expect(refusal { try hash.setLabel([1]) } == .unsuitableHash)
        #expect(refusal { try hash.setSeed([1]) } == .unsuitableHash)
        #expect(refusal { try hash.output(19) } == .unsuitableHash)
        #expect(refusal { try hash.output(21) } == .unsuitableHash)
        #expect(try hash.output(20) == HashObject.value(.sha1, pattern(10)))
    }
}

extension HashObject {
    /// Sets the label to an array.
    fileprivate mutating func setLabel(_ label: [UInt8]) throws { try setTLS1PRFLabel(label.span.bytes) }

    /// Sets the seed to an array.
    fileprivate mutating func setSeed(_ seed: [UInt8]) throws { try setTLS1PRFSeed(seed.span.bytes) }

    /// The first `count` bytes of the value.
    fileprivate mutating func output(_ count: Int) throws -> [UInt8] {
        try value(byteCount: count).withUnsafeBytes { Array($0) }
    }
}

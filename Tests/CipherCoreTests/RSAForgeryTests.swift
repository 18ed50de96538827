import CipherCore
import GoldenVectors
import Testing

/// Signatures that some verifier somewhere has accepted, by `Scripts/make-rsa-vectors`: the blocks are raised to the
/// private power, so that nothing but their layout is wrong. The cube roots were made without the key.
struct RSAForgeryTests {
    static let records = (try? GoldenVectors.load("rsa-forgeries")) ?? []

    @Test func everyRecordIsThere() {
        #expect(Self.records.count == 825)
        #expect(Self.records.count { $0.bool("valid") == true } == 28)
        #expect(Self.records.count { $0.string("remark")?.contains("cube") == true } == 4)
    }

    @Test(arguments: records) func onlyTheTrueFormIsAccepted(record: GoldenRecord) throws {
        let key = try record.publicKey()
        let hash = try #require(record.bytes("hash"))
        let signature = try #require(record.bytes("signature"))
        let padding = try #require(record.signaturePadding)
        let isAccepted = try key.accepts(signature, hash, padding)
        #expect(isAccepted == record.bool("valid"), "\(padding): \(record.string("remark") ?? "")")
        guard padding != .pkcs1WithoutIdentifier, !isAccepted else { return }
        // Without an identifier the bare hash is what is signed, and nothing else.
        let isBare = record.string("remark") == "the bare hash"
        #expect(try key.accepts(signature, hash, .pkcs1WithoutIdentifier) == isBare)
    }

    /// A regression: under 1031 bits, whose first byte is less than X9.31's 6b, signing failed as if the key were wrong.
    @Test func x931NeedsAModulusOfWholeBytes() throws {
        let record = try #require(Self.records.first { $0.bytes("n")?.first.map { $0 < 0x6b } ?? false })
        let key = try record.publicKey()
        #expect(!key.bitLength.isMultiple(of: 8))
        let hash = [UInt8](repeating: 1, count: 20)
        let signature = [UInt8](repeating: 1, count: key.byteCount)
        #expect(refusal { _ = try key.accepts(signature, hash, .x931(.sha1)) } == .messageTooLong)
    }
}

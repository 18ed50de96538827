import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// An authority's signed records of version 1 are read for ever, are written again as they were, and no byte of them can be
/// another.
struct AuthorityGoldenTests {
    static let file = "keyblob-authority-1"

    private func key(_ blob: [UInt8]) throws -> PublicKey { try PublicKey(importing: blob.span.bytes) }

    /// Reads a record as its format says, and verifies who signed it; gives it back as it is written today.
    private func read(_ bytes: [UInt8], _ record: GoldenRecord) throws -> [UInt8] {
        let signer = try key(#require(record.bytes("signer")))
        switch record.format {
        case "deposit": return try Deposit(reading: bytes).signed.written()
        case "receipt":
            let deposit = try Deposit(reading: #require(record.bytes("deposit")))
            _ = try DepositReceipt(reading: bytes, of: deposit, signedBy: signer)
            return try verified(DepositReceipt.self, bytes, signer)
        case "request":
            _ = try RecoveryRequest(reading: bytes)
            return try verified(RecoveryRequest.Body.self, bytes, signer)
        case "decision": return try verified(RecoveryDecision.self, bytes, signer)
        case "policy": return try verified(RecoveryPolicy.self, bytes, signer)
        case "release": return try verified(RecoveryRelease.self, bytes, signer)
        case "checkpoint": return try verified(AuditCheckpoint.self, bytes, signer)
        default: throw TransferError.authority(.malformed)
        }
    }

    private func verified<Body: AuthorityBody>(
        _ type: Body.Type, _ bytes: [UInt8], _ signer: PublicKey
    ) throws -> [UInt8] {
        let signed = try Signed<Body>(reading: bytes)
        try signed.verify(by: signer)
        return try signed.written()
    }

    @Test(arguments: try GoldenVectors.load(file)) func readsAndWrites(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("record"))
        #expect(try read(bytes, record) == bytes)
    }

    @Test(arguments: try GoldenVectors.load(file)) func everyByteAndLength(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("record"))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << (index % 8)
            #expect(throws: TransferError.self, "byte \(index)") { try read(changed, record) }
            switch refusal({ _ = try read(Array(bytes[..<index]), record) }) {
            case .malformed: break
            case let error: Issue.record("\(index) bytes: \(String(describing: error))")
            }
        }
        #expect(throws: TransferError.self) { try read(bytes + [0], record) }
    }

    @Test func everyFormatIsTested() throws {
        let formats = try GoldenVectors.load(Self.file).map(\.format)
        #expect(
            Set(formats) == ["deposit", "receipt", "request", "decision", "policy", "release", "checkpoint"])
    }

    /// What is deposited opens with the authority's pair, and what is released with the new one: to the key that it was.
    @Test(arguments: try GoldenVectors.load(file).filter { $0.bytes("key_blob") != nil })
    func keysComeBack(_ record: GoldenRecord) throws {
        let pair = try exchangePair(of: record)
        let bytes = try #require(record.bytes("record"))
        let key: SessionKey
        if record.format == "deposit" {
            let deposit = try Deposit(reading: bytes)
            #expect(deposit.details.owner.name == "Olga" && deposit.details.depositor.name == "Dirk")
            #expect(deposit.details.subject.name == "diary" && deposit.details.subject.byteCount == 16)
            #expect(deposit.details.lifetime == 3650 * 86400)
            key = try deposit.open(with: pair)
        } else {
            let blob = try Signed<RecoveryRelease>(reading: bytes).body.simpleBlob
            key = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair, padding: .oaep)
        }
        #expect(try plaintextBlob(of: key) == record.bytes("key_blob"))
    }

    /// The checkpoint is of the entry that was the last.
    @Test func entries() throws {
        let record = try #require(GoldenVectors.load(Self.file).first { $0.format == "checkpoint" })
        let head = try Signed<AuditCheckpoint>(reading: #require(record.bytes("record"))).body
        let bytes = try #require(record.bytes("entry"))
        let entry = try AuditEntry(reading: bytes)
        #expect(try entry.written() == bytes && head.digest == Digest256.of(bytes))
        #expect(entry.serial == head.serial && entry.action == .release && entry.refusal == nil)
    }
}

import CipherCore
import KeyBlob
import KeyProvider
import KeyTransfer

/// Records and messages of the workflows, each by who takes it from strangers: errors lie inside the record, what is read is
/// read to its last byte, and nothing is taken that the fixed pair has not signed or answered.
public let recordProperty: Property = { input in
    var rest = FuzzInput(input)
    let take = rest.element(of: takers)
    let record = rest.rest
    guard isRead(record, take) else { return }
    holds(!isRead(record.dropLast(), take), "a record without its end")
    holds(!isRead(record + [0], take), "a record with something behind it")
}

/// Whether a record of any contents was there.
private func isRead(_ record: [UInt8], _ take: Taker) -> Bool {
    do throws(TransferError) {
        try take(record)
        return true
    } catch .malformed(let error) {
        holds(error.offset <= record.count, "an error behind the end")
        return false
    } catch {
        // A message of another phase is not looked at any further.
        return error != .handshake(.unexpectedMessage)
    }
}

private typealias Taker = @Sendable ([UInt8]) throws(TransferError) -> Void

/// The one that is spoken to.
private let pair = FuzzPair(FuzzPairs.rsa)

/// Those that have room for the keys of an exchange; no record comes from them, whatever they are.
let strong = GeneratedPair()
let other = HandshakeParty("", GeneratedPair().key.publicKey)

final class GeneratedPair: Sendable {
    let key = must { () throws(ProviderError) in try KeyPair(generating: .exchange) }
}

/// What takes records from strangers.
private let takers: [Taker] = [
    takeStoredKey, takeOffer, takeAnswer, resumeSender, resumeReceiver, takeMessage, takeDeposit, takeRequest,
    takeReceipt, takeDecision, takePolicy, takeRelease, takeCheckpoint,
]

@Sendable private func takeStoredKey(_ bytes: [UInt8]) throws(TransferError) {
    let stored = try StoredKey(reading: bytes.span.bytes)
    holds(stored.name.utf8.count <= StoredKey.longestName, "a name that is too long")
    _ = try stored.load(stored.name, with: pair.key, signedBy: pair.key.publicKey)
}

@Sendable private func takeOffer(_ bytes: [UInt8]) throws(TransferError) {
    _ = try HandshakeReceiver("", pair.key, answering: bytes, of: other, allowing: .weakKeys)
    fatalError("an offer in somebody's name")
}

@Sendable private func takeAnswer(_ bytes: [UInt8]) throws(TransferError) {
    let sender = try HandshakeSender("", strong.key, to: other)
    _ = try sender.finish(bytes)
    fatalError("an answer in somebody's name")
}

@Sendable private func resumeSender(_ bytes: [UInt8]) throws(TransferError) {
    _ = try HandshakeSender(resuming: bytes.span.bytes, with: pair.key, MemoryReplayGuard())
    fatalError("a state of somebody else's")
}

@Sendable private func resumeReceiver(_ bytes: [UInt8]) throws(TransferError) {
    _ = try HandshakeReceiver(resuming: bytes.span.bytes, with: pair.key, MemoryReplayGuard())
    fatalError("a state of somebody else's")
}

@Sendable private func takeMessage(_ bytes: [UInt8]) throws(TransferError) {
    _ = try MessageReceiver(MemoryReplayGuard()).receive(bytes.span.bytes, with: pair.key, from: other.key)
    fatalError("a message in somebody's name")
}

@Sendable private func takeDeposit(_ bytes: [UInt8]) throws(TransferError) { _ = try Deposit(reading: bytes) }

@Sendable private func takeRequest(_ bytes: [UInt8]) throws(TransferError) { _ = try RecoveryRequest(reading: bytes) }

/// What a receipt must be of.
private let deposit = must { () throws(TransferError) in
    let details = DepositDetails(
        owner: try Party("", other.key), description: "",
        subject: DepositSubject(sha256: [UInt8](repeating: 0, count: 32), name: "", byteCount: 0), lifetime: 0,
        idempotencyKey: [0])
    let key = must { () throws(ProviderError) in try SessionKey(generating: .aes256) }
    return try Deposit(of: key, details, for: other.key, by: "", strong.key, at: 0)
}

@Sendable private func takeReceipt(_ bytes: [UInt8]) throws(TransferError) {
    _ = try DepositReceipt(reading: bytes, of: deposit, signedBy: other.key)
    fatalError("a receipt in somebody's name")
}

@Sendable private func takeDecision(_ bytes: [UInt8]) throws(TransferError) {
    // On record all that is wrong with one is damage: that it is whole, its description says.
    guard try RecordDescription(of: bytes.span.bytes, byteCount: UInt64(bytes.count))?.format == "authority decision"
    else { throw .handshake(.unexpectedMessage) }
    let request = FuzzAuthority.request.requestID
    let row = AuthorityRow(key: request + [UInt8](repeating: 0, count: 32), value: bytes)
    _ = try FuzzAuthority.with(row, in: .decision).request(ofID: request)
    fatalError("a decision in somebody's name")
}

@Sendable private func takePolicy(_ bytes: [UInt8]) throws(TransferError) {
    _ = try FuzzAuthority.with(AuthorityRow(key: [0], value: bytes), in: .policy).policy()
    fatalError("a policy in the authority's name")
}

@Sendable private func takeRelease(_ bytes: [UInt8]) throws(TransferError) {
    _ = try FuzzAuthority.with(AuthorityRow(key: [0], value: bytes), in: .release).released([0])
    fatalError("a release in the authority's name")
}

@Sendable private func takeCheckpoint(_ bytes: [UInt8]) throws(TransferError) {
    _ = try AuditCheckpoint.serial(of: bytes)
    let verdict = try FuzzAuthority.with(AuthorityRow(key: [0], value: []), in: .decision).verifyAudit(against: bytes)
    holds(verdict.flaws.contains { $0.kind == .foreign }, "a checkpoint in the authority's name")
}

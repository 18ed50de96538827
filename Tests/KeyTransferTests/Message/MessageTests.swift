import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

@Suite final class MessageTests {
    private static let now: UInt64 = 1_800_000_000_000

    /// Who sends, who receives, and what the receiver remembers.
    private let sender: KeyPair
    private let receiver: KeyPair
    private let memory = MemoryReplayGuard()

    init() throws {
        sender = try KeyPair(generating: .signature)
        receiver = try exchangePair(bits: 2048)
    }

    private func send(
        _ text: [UInt8] = sample(100), to key: PublicKey? = nil, at now: UInt64 = now
    ) throws -> [UInt8] {
        try Message.sealed(
            text.span.bytes, from: "Anna", sender, to: ("Bert", key ?? receiver.publicKey), serials: memory, at: now)
    }

    private func receive(
        _ message: [UInt8], _ policy: MessagePolicy = MessagePolicy(), from key: PublicKey? = nil, at now: UInt64 = now
    ) throws -> [UInt8] {
        let received = try MessageReceiver(memory, policy).receive(
            message.span.bytes, with: receiver, from: key ?? sender.publicKey, at: now)
        return received.plaintext.withUnsafeBytes { Array($0) }
    }

    private func refuse(
        _ error: MessageError, _ message: [UInt8], _ policy: MessagePolicy = MessagePolicy(), at now: UInt64 = now,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: TransferError.message(error), sourceLocation: sourceLocation) {
            try receive(message, policy, at: now)
        }
    }

    @Test(arguments: [0, 1, 16, 1000, 100_000]) func whatIsSentArrivesOnce(byteCount: Int) throws {
        let message = try send(sample(byteCount))
        #expect(try receive(message) == sample(byteCount))
        refuse(.replayed, message)
    }

    @Test func whatItSaysOfItself() throws {
        _ = try send()
        let message = try send()
        let received = try MessageReceiver(memory).receive(
            message.span.bytes, with: receiver, from: sender.publicKey, at: Self.now + 5)
        #expect(received.head.sender == (try Party("Anna", sender.publicKey)))
        #expect(received.head.receiver == (try Party("Bert", receiver.publicKey)))
        #expect(received.head.sent == Self.now && received.head.serial == 2 && received.skipped == 1)
    }

    @Test func everyByte() throws {
        let message = try send()
        for index in message.indices {
            var changed = message
            changed[index] ^= 1 << (index % 8)
            let error = refusal { _ = try receive(changed) }
            switch error {
            case .malformed, .message(.badSignature): break
            default: Issue.record("byte \(index): \(String(describing: error))")
            }
        }
        for count in message.indices {
            #expect(throws: TransferError.self) { try receive(Array(message[..<count])) }
        }
        #expect(throws: TransferError.self) { try receive(message + [0]) }
        #expect(try receive(message) == sample(100))
    }

    @Test func longest() throws {
        let text = [UInt8](repeating: 7, count: Message.longest)
        #expect(try receive(send(text)) == text)
        #expect(throws: TransferError.message(.tooLong)) { try send(text + [0]) }
    }

    @Test func otherPeople() throws {
        let other = try KeyPair(generating: .exchange)
        refuse(.foreignReceiver, try send(to: other.publicKey))
        let message = try send()
        #expect(throws: TransferError.message(.badSignature)) { try receive(message, from: other.publicKey) }
        // Mallory signs what Anna sealed, as his own: the key does not fit his name.
        var record = try Signed<MessageBody>(reading: message)
        record.body.front.head.sender = try Party("Mallory", other.publicKey)
        let forged = try Signed(record.body, by: other).written()
        #expect(throws: TransferError.message(.doesNotOpen)) { try receive(forged, from: other.publicKey) }
        #expect(try receive(message) == sample(100))
    }

    /// The signature comes first: of what is not signed nothing is looked at, and what is signed and does not open uses up no
    /// serial.
    @Test func whatDoesNotOpen() throws {
        let message = try send()
        var record = try Signed<MessageBody>(reading: message)
        record.body.front.keyBlob[20] ^= 1
        let signed = try Signed(record.body, by: sender).written()
        refuse(.doesNotOpen, signed)
        record.body.front.keyBlob = [1, 2, 3]
        refuse(.doesNotOpen, try Signed(record.body, by: sender).written())
        var unsigned = try Signed<MessageBody>(reading: signed)
        unsigned.body.front.head.receiver.name = "Carla"
        refuse(.badSignature, try unsigned.written())
        #expect(try receive(message) == sample(100))
    }

    @Test func age() throws {
        let policy = MessagePolicy(maximumAge: 60_000, skew: 5000)
        let (one, other) = (try send(), try send())
        refuse(.stale, one, policy, at: Self.now + 60_001)
        refuse(.future, one, policy, at: Self.now - 5001)
        #expect(try receive(one, policy, at: Self.now + 60_000) == sample(100))
        #expect(try receive(other, policy, at: Self.now - 5000) == sample(100))
        #expect(try receive(send(at: 0), at: Self.now) == sample(100))
        refuse(.stale, try send(at: 0), policy)
    }

    @Test func order() throws {
        let messages = try (0..<4).map { try send([UInt8($0)]) }
        let policy = MessagePolicy(inOrder: true)
        #expect(try receive(messages[0], policy) == [0])
        #expect(try receive(messages[2], policy) == [2])
        refuse(.outOfOrder, messages[1], policy)
        refuse(.replayed, messages[2], policy)
        #expect(try receive(messages[3], policy) == [3])
        #expect(try receive(messages[1]) == [1])
    }

    @Test func retention() throws {
        let policy = MessagePolicy(retention: 1000)
        let (early, missed, late) = (try send([1]), try send([2]), try send([3], at: Self.now + 2000))
        let next = try send([4], at: Self.now + 2000)
        #expect(try receive(early, policy) == [1])
        #expect(try receive(late, policy, at: Self.now + 2000) == [3])
        refuse(.forgotten, early)
        refuse(.replayed, late)
        #expect(try receive(missed, policy) == [2])
        #expect(try receive(next, policy, at: Self.now + 3000) == [4])
        for message in [early, missed] { refuse(.forgotten, message, at: Self.now) }
        // A retention longer than time itself.
        #expect(try receive(send([5]), MessagePolicy(retention: .max)) == [5])
    }

    /// The plaintext is there when the guard has said yes, and not before.
    @Test func guardThatFails() throws {
        struct Failing: ReplayGuard {
            func take(_: MessageMark, under _: ReplayRule) throws(TransferError) -> UInt64 { throw .io(code: 28) }
        }
        let message = try send()
        #expect(throws: TransferError.io(code: 28)) {
            _ = try MessageReceiver(Failing()).receive(
                message.span.bytes, with: receiver, from: sender.publicKey, at: Self.now)
        }
        #expect(try receive(message) == sample(100))
    }

    @Test func keysThatAreNotForThis() throws {
        let message = try send()
        #expect(throws: TransferError.provider(.weakKeyRefused)) {
            try send(to: exchangePair(bits: 1024).publicKey)
        }
        let signature = try KeyPair(generating: .signature)
        #expect(throws: TransferError.provider(.unsuitableKey)) { try send(to: signature.publicKey) }
        // A refusal costs no serial.
        #expect(try Signed<MessageBody>(reading: send()).body.front.head.serial == 2)
        #expect(try receive(message) == sample(100))
    }

    /// An exchange pair signs, too.
    @Test func exchangePairAsSender() throws {
        let message = try Message.sealed(
            sample(5).span.bytes, from: "Bert", receiver, to: ("Bert", receiver.publicKey), serials: memory,
            at: Self.now)
        #expect(try receive(message, from: receiver.publicKey) == sample(5))
    }
}

import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Messages of version 1 open for ever; they are checked by the page alone with Python's cryptography, too.
struct MessageGoldenTests {
    static let file = "keyblob-message-1"

    private func receive(_ message: [UInt8], _ record: GoldenRecord) throws -> (MessageHead, [UInt8]) {
        let receivers = try #require(record.bytes("receiver_private_blob"))
        let senders = try #require(record.bytes("sender_private_blob"))
        let sender = try KeyPair(importing: senders.span.bytes)
        let received = try MessageReceiver(MemoryReplayGuard()).receive(
            message.span.bytes, with: KeyPair(importing: receivers.span.bytes, allowing: .weakKeys),
            from: sender.publicKey)
        return (received.head, received.plaintext.withUnsafeBytes { Array($0) })
    }

    @Test(arguments: try GoldenVectors.load(file)) func opens(_ record: GoldenRecord) throws {
        let (head, plaintext) = try receive(#require(record.bytes("message")), record)
        #expect(plaintext == record.bytes("plaintext"))
        #expect(head.sender.name == record.string("sender") && head.receiver.name == record.string("receiver"))
        #expect(head.sent == record.number("sent") && head.serial == record.number("serial"))
    }

    /// As read, so written: everything but what is random and what is sealed under it.
    @Test(arguments: try GoldenVectors.load(file)) func isWrittenSo(_ record: GoldenRecord) throws {
        let message = try #require(record.bytes("message"))
        let signed = try Signed<MessageBody>(reading: message)
        #expect(try signed.written() == message)
        // PKCS #1 v1.5 signs the same bytes with the same signature.
        let senders = try #require(record.bytes("sender_private_blob"))
        #expect(try Signed(signed.body, by: KeyPair(importing: senders.span.bytes)).written() == message)
    }

    @Test func everyRecordIsTested() throws { #expect(try GoldenVectors.load(Self.file).count == 2) }

    @Test(arguments: try GoldenVectors.load(file)) func everyByteAndLength(_ record: GoldenRecord) throws {
        let message = try #require(record.bytes("message"))
        for index in message.indices {
            var changed = message
            changed[index] ^= 1 << (index % 8)
            switch refusal({ _ = try receive(changed, record) }) {
            case .malformed, .message(.badSignature): break
            case let error: Issue.record("byte \(index): \(String(describing: error))")
            }
            switch refusal({ _ = try receive(Array(message[..<index]), record) }) {
            case .malformed: break
            case let error: Issue.record("\(index) bytes: \(String(describing: error))")
            }
        }
    }
}

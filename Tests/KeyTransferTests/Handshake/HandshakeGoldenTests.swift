import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// An exchange of version 1, with both sides' states; it is checked by the page alone with Python's cryptography, too.
@Suite final class HandshakeGoldenTests {
    private let record: GoldenRecord
    private let sender: KeyPair
    private let receiver: KeyPair

    init() throws {
        let record = try #require(GoldenVectors.load("keyblob-handshake-1").first)
        let senders = try #require(record.bytes("sender_private_blob"))
        let receivers = try #require(record.bytes("receiver_private_blob"))
        self.record = record
        sender = try KeyPair(importing: senders.span.bytes)
        receiver = try KeyPair(importing: receivers.span.bytes)
    }

    private func bytes(_ field: String) throws -> [UInt8] { try #require(record.bytes(field)) }

    /// Each time with a guard that remembers nothing: so that the golden states go on again.
    private func finishSender(_ answer: [UInt8]) throws -> HandshakeConclusion {
        let state = try bytes("sender_state")
        return try HandshakeSender(resuming: state.span.bytes, with: sender, MemoryReplayGuard()).finish(answer)
    }

    private func finishReceiver(_ confirmation: [UInt8]) throws -> HandshakeKeys {
        let state = try bytes("receiver_state")
        return try HandshakeReceiver(resuming: state.span.bytes, with: receiver, MemoryReplayGuard())
            .finish(confirmation)
    }

    private func answering(_ offer: [UInt8]) throws -> HandshakeReceiver {
        let names = try ["receiver", "sender"].map { try #require(record.string($0)) }
        return try HandshakeReceiver(
            names[0], receiver, answering: offer, of: HandshakeParty(names[1], sender.publicKey))
    }

    @Test func goesOn() throws {
        let end = try finishSender(bytes("answer"))
        #expect(try end.message == bytes("confirmation"))
        let keys = try finishReceiver(end.message)
        let (keyA, keyB) = (try bytes("key_a"), try bytes("key_b"))
        #expect(try plaintextBlob(of: end.keys.outgoing) == keyA && plaintextBlob(of: keys.incoming) == keyA)
        #expect(try plaintextBlob(of: end.keys.incoming) == keyB && plaintextBlob(of: keys.outgoing) == keyB)
        #expect(try HandshakeKeys.checkValue(of: keys.incoming) == bytes("check_a"))
        #expect(try HandshakeKeys.checkValue(of: keys.outgoing) == bytes("check_b"))
        _ = try finishSender(answering(bytes("offer")).message)
    }

    @Test func everyByteAndLength() throws {
        let attempts: [(field: String, attempt: ([UInt8]) throws -> Void)] = [
            // A changed offer is answered at most; its sender sees it by the answer.
            ("offer", { _ = try self.finishSender(self.answering($0).message) }),
            ("answer", { _ = try self.finishSender($0) }),
            ("confirmation", { _ = try self.finishReceiver($0) }),
        ]
        for (field, attempt) in attempts {
            let message = try bytes(field)
            for index in message.indices {
                var changed = message
                changed[index] ^= 1 << (index % 8)
                #expect(refusal { try attempt(changed) } != nil, "byte \(index) of \(field)")
                switch refusal({ try attempt(Array(message[..<index])) }) {
                case .malformed: break
                case let error: Issue.record("\(index) bytes of \(field): \(String(describing: error))")
                }
            }
            #expect(refusal { try attempt(message + [0]) } != nil)
            try attempt(message)
        }
    }
}

import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Exchanges whose sides rest between two messages.
@Suite final class HandshakeStateTests {
    private let setup: HandshakeSetup
    private let memory = MemoryReplayGuard()
    /// Both messages so far, and where both sides rest.
    private let offer: [UInt8]
    private let answer: [UInt8]
    private let senders: [UInt8]
    private let receivers: [UInt8]

    init() throws {
        setup = try HandshakeSetup()
        let sender = try setup.sender()
        offer = sender.message
        senders = try sender.suspend(with: setup.anna, memory)
        let receiver = try setup.receiver(offer)
        answer = receiver.message
        receivers = try receiver.suspend(with: setup.bert, memory)
    }

    private func sender(_ state: [UInt8]) throws -> HandshakeSender {
        try HandshakeSender(resuming: state.span.bytes, with: setup.anna, memory)
    }

    private func receiver(_ state: [UInt8]) throws -> HandshakeReceiver {
        try HandshakeReceiver(resuming: state.span.bytes, with: setup.bert, memory)
    }

    @Test func goesOn() throws {
        let end = try sender(senders).finish(answer)
        let keys = try receiver(receivers).finish(end.message)
        #expect(try plaintextBlob(of: keys.incoming) == plaintextBlob(of: end.keys.outgoing))
        #expect(try plaintextBlob(of: keys.outgoing) == plaintextBlob(of: end.keys.incoming))
        #expect(try plaintextBlob(of: keys.outgoing) != plaintextBlob(of: keys.incoming))
    }

    @Test func once() throws {
        let used = TransferError.handshake(.usedState)
        let end = try sender(senders).finish(answer)
        #expect(refusal { _ = try self.sender(self.senders) } == used)
        // A message that is not the one that is due has used the state up, too.
        #expect(try failure(of: receiver(receivers), answer) == .handshake(.reflected))
        #expect(refusal { _ = try self.receiver(self.receivers).finish(end.message) } == used)
        // Later ones of the same pair are others.
        _ = try sender(setup.sender().suspend(with: setup.anna, memory))
    }

    @Test func otherStates() throws {
        let other = TransferError.handshake(.otherState)
        #expect(refusal { _ = try self.sender(self.receivers) } == other)
        #expect(refusal { _ = try self.receiver(self.senders) } == other)
        // Anna's own, of an exchange that she answers.
        let bert = try HandshakeSender("Bert", setup.bert, to: HandshakeParty("Anna", setup.anna.publicKey))
        let answering = try HandshakeReceiver(
            "Anna", setup.anna, answering: bert.message, of: HandshakeParty("Bert", setup.bert.publicKey))
        let state = try answering.suspend(with: setup.anna, memory)
        #expect(refusal { _ = try self.sender(state) } == other)
        // None of these was used up.
        _ = try sender(senders)
        _ = try receiver(receivers)
    }

    /// Mallory knows the key that he puts in the place of Bert's, under Bert's exchange key, and confirms with it.
    @Test func substitution() throws {
        let mallory = try KeyPair(generating: .exchange)
        let state = try HandshakeState.written(
            SessionKey(generating: .aes256), offer: offer, answer: answer, of: setup.bert, memory)
        let body = try Signed<HandshakeState>(reading: state).body
        let forged = try Signed(body, by: mallory).written()
        #expect(refusal { _ = try self.receiver(forged) } == .handshake(.otherState))
    }

    @Test func everyByteAndLength() throws {
        for (state, resume) in [
            (senders, { _ = try self.sender($0) }), (receivers, { _ = try self.receiver($0) }),
        ] as [([UInt8], ([UInt8]) throws -> Void)] {
            for index in state.indices {
                var changed = state
                changed[index] ^= 1 << (index % 8)
                let error = refusal { try resume(changed) }
                switch error {
                case .malformed, .handshake(.otherState): break
                default: Issue.record("byte \(index): \(String(describing: error))")
                }
                #expect(refusal { try resume(Array(state[..<index])) } != nil, "\(index) bytes")
            }
            #expect(refusal { try resume(state + [0]) } != nil)
            try resume(state)
        }
    }

    /// The same guard knows messages of a sender to himself.
    @Test func besideMessages() throws {
        let anna = try KeyIdentity(of: setup.anna.publicKey)
        for serial in 1...9 as ClosedRange<UInt64> {
            _ = try memory.take(
                MessageMark(sender: anna, receiver: anna, serial: serial, sent: 0), under: ReplayRule(inOrder: true))
        }
        _ = try sender(senders)
    }
}

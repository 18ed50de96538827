import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

@Suite final class HandshakeTests {
    private var setup: HandshakeSetup

    init() throws { setup = try HandshakeSetup() }

    @Test func keysForBothDirections() throws {
        let sender = try setup.sender()
        let receiver = try setup.receiver(sender.message)
        var end = try sender.finish(receiver.message)
        var keys = try receiver.finish(end.message)
        let there = try end.keys.outgoing.encrypt(sample(100).span.bytes)
        #expect(try keys.incoming.decrypt(there.span.bytes).withUnsafeBytes { Array($0) } == sample(100))
        let back = try keys.outgoing.encrypt(sample(50).span.bytes)
        #expect(try end.keys.incoming.decrypt(back.span.bytes).withUnsafeBytes { Array($0) } == sample(50))
        let checks = try [
            HandshakeKeys.checkValue(of: end.keys.outgoing), HandshakeKeys.checkValue(of: end.keys.incoming),
        ]
        #expect(checks[0] != checks[1] && checks.allSatisfy { $0.count == 8 })
        #expect(try checks[0] == HandshakeKeys.checkValue(of: keys.incoming))
        #expect(try checks[1] == HandshakeKeys.checkValue(of: keys.outgoing))
        #expect(end.keys.outgoing.algorithm == .aes256 && keys.outgoing.algorithm == .aes256)
    }

    @Test(arguments: [("", ""), ("Ännä \u{1F511}", "Bert"), (String(repeating: "n", count: 256), "x")])
    func names(sender: String, receiver: String) {
        setup.names = (sender, receiver)
        #expect(setup.run().failure == nil)
    }

    @Test(arguments: 1...3) func everyByte(phase: Int) throws {
        let count = try #require(setup.run().messages.dropFirst(phase - 1).first).count
        for index in 0..<count {
            let result = setup.run { number, message in
                var changed = message
                if number == phase { changed[index] ^= 1 << (index % 8) }
                return changed
            }
            // What the offer is changed in is seen at once or by its sender, never later.
            #expect(result.failure != nil && result.phase <= max(phase, 2), "byte \(index) of phase \(phase)")
        }
    }

    @Test(arguments: 1...3) func everyLength(phase: Int) throws {
        let count = try #require(setup.run().messages.dropFirst(phase - 1).first).count
        for length in [0, 1, 8, 12, 16, 17, count / 2, count - 33, count - 32, count - 1, count + 1] {
            let result = setup.run { number, message in
                number == phase ? Array((message + [0]).prefix(length)) : message
            }
            #expect(result.failure != nil && result.phase == phase, "\(length) bytes of phase \(phase)")
        }
    }

    /// Each message in the place of each other, of this exchange and of an earlier one.
    @Test func otherMessages() throws {
        let earlier = setup.run().messages
        let unexpected = TransferError.handshake(.unexpectedMessage)
        for (place, message) in [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] {
            let result = setup.run { number, current in number == place ? earlier[message - 1] : current }
            #expect(result.failure == unexpected && result.phase == place, "\(message) in the place of \(place)")
        }
        // Replays: the old offer is answered, and the answer is nothing to who made a new one.
        for place in 1...3 {
            let result = setup.run { number, current in number == place ? earlier[place - 1] : current }
            #expect(result.failure == .handshake(.badProof) && result.phase == max(place, 2))
        }
        // Whoever replays the whole sender cannot confirm.
        #expect(try failure(of: setup.receiver(earlier[0]), earlier[2]) == .handshake(.badProof))
    }

    @Test func reflections() throws {
        let sender = try setup.sender()
        let receiver = try setup.receiver(sender.message)
        let (offer, answer) = (sender.message, receiver.message)
        #expect(failure(of: sender, offer) == .handshake(.reflected))
        #expect(failure(of: receiver, answer) == .handshake(.reflected))
        // Anna's offer to Bert comes back to her, as one that she should answer.
        #expect(throws: TransferError.handshake(.reflected)) {
            _ = try HandshakeReceiver(
                "Anna", setup.anna, answering: offer, of: HandshakeParty("Bert", setup.bert.publicKey))
        }
        #expect(throws: TransferError.handshake(.reflected)) {
            _ = try HandshakeSender("Anna", setup.anna, to: HandshakeParty("Anna", setup.anna.publicKey))
        }
        // Two exchanges at once in opposite directions, crossed.
        let there = try setup.sender()
        let back = try HandshakeSender("Bert", setup.bert, to: HandshakeParty("Anna", setup.anna.publicKey))
        #expect(failure(of: there, back.message) == .handshake(.unexpectedMessage))
    }

    @Test func otherParties() throws {
        let other = try KeyPair(generating: .exchange)
        let offer = try setup.sender().message
        let expected = TransferError.handshake(.otherParty)
        #expect(throws: expected) {
            _ = try HandshakeReceiver(
                "Bert", setup.bert, answering: offer, of: HandshakeParty("Anna", other.publicKey))
        }
        #expect(throws: expected) {
            _ = try HandshakeReceiver(
                "Carla", other, answering: offer, of: HandshakeParty("Anna", setup.anna.publicKey))
        }
        for (own, peer) in [("bert", "Anna"), ("Bert", "anna"), ("Bert", "Anna ")] {
            #expect(throws: expected) {
                _ = try HandshakeReceiver(
                    own, setup.bert, answering: offer, of: HandshakeParty(peer, setup.anna.publicKey))
            }
        }
    }

    /// Mallory, who has no private key but his own, in the place of each side.
    @Test func manInTheMiddle() throws {
        let mallory = try KeyPair(generating: .exchange)
        let key = try SessionKey(generating: .aes256)
        let sender = try setup.sender()
        let offer = sender.message
        var answer = HandshakeAnswer()
        answer.parties = try HandshakeOffer(reading: offer).parties
        answer.key = try HandshakeKeyOffer(key, for: setup.anna.publicKey)
        answer.proof = try HandshakeProof.answer(
            key, key, answer.parties, offer: offer, answer: answer.unproved())
        #expect(try failure(of: sender, answer.written()) == .handshake(.badProof))
        // An offer in Anna's name: the answer's key is for her.
        var forged = try HandshakeOffer(reading: offer)
        forged.key = try HandshakeKeyOffer(key, for: setup.bert.publicKey)
        let receiver = try setup.receiver(forged.written())
        let read = try HandshakeAnswer(reading: receiver.message)
        #expect(throws: TransferError.handshake(.badProof)) { _ = try read.key.open(with: mallory) }
        var confirmation = HandshakeConfirmation()
        confirmation.proof = try HandshakeProof.confirmation(
            key, read.parties, offer: forged.written(), answer: receiver.message)
        #expect(try failure(of: receiver, confirmation.written()) == .handshake(.badProof))
    }

    @Test func keysThatAreNotForThis() throws {
        let weak = try exchangePair(bits: 1024)
        let signature = try KeyPair(generating: .signature)
        #expect(throws: TransferError.provider(.weakKeyRefused)) {
            _ = try HandshakeSender("Anna", setup.anna, to: HandshakeParty("Bert", weak.publicKey))
        }
        _ = try HandshakeSender("Anna", setup.anna, to: HandshakeParty("Bert", weak.publicKey), allowing: .weakKeys)
        #expect(throws: TransferError.provider(.unsuitableKey)) {
            _ = try HandshakeSender("Anna", signature, to: HandshakeParty("Bert", setup.bert.publicKey))
        }
        #expect(throws: TransferError.provider(.unsuitableKey)) {
            _ = try HandshakeSender("Anna", setup.anna, to: HandshakeParty("Bert", signature.publicKey))
        }
    }

    /// The hash values as docs/handshake.md has them, made by hand.
    @Test func proofs() throws {
        let sender = try setup.sender()
        let offer = sender.message
        let receiver = try setup.receiver(offer)
        let answer = receiver.message
        let end = try sender.finish(answer)
        // CryptHashSessionKey takes the last byte of a key first.
        let keyA = [UInt8](try plaintextBlob(of: end.keys.outgoing).suffix(32).reversed())
        let keyB = [UInt8](try plaintextBlob(of: end.keys.incoming).suffix(32).reversed())
        func item(_ bytes: [UInt8]) -> [UInt8] {
            [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8), 0, 0] + bytes
        }
        func text(_ ascii: String) -> [UInt8] { item(ascii.utf8.flatMap { [$0, 0] }) }
        func hash(_ bytes: [UInt8]) throws -> [UInt8] {
            var digest = try MessageDigest(.sha256)
            digest.update(bytes.span.bytes)
            return try digest.finish().withUnsafeBytes { Array($0) }
        }
        let second =
            item(keyA) + text("Bert") + item(keyB) + text("Anna") + text("phase 2") + item(offer)
            + item(Array(answer.dropLast(32)))
        #expect(try Array(answer.suffix(32)) == hash(second))
        let third = item(keyB) + text("Anna") + text("Bert") + text("phase 3") + item(offer) + item(answer)
        #expect(try Array(end.message.suffix(32)) == hash(third))
        _ = try receiver.finish(end.message)
    }
}

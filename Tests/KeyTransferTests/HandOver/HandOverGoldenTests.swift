import CipherCore
import Foundation
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider
@testable import KeyTransfer

/// The frames of version 1 between two sides with a known channel key, made of docs/hand-over.md alone: with the
/// confirmation, and with a refusal.
@Suite final class HandOverGoldenTests {
    private let record: GoldenRecord

    init() throws { record = try #require(GoldenVectors.load("keyblob-hand-over-1").first) }

    private func bytes(_ field: String) throws -> [UInt8] { try #require(record.bytes(field)) }

    private func channel(over socket: Int32, as side: HandOverChannel.Side) throws -> HandOverChannel {
        let (key, identifier) = (try bytes("channel_key"), try bytes("channel_key_id"))
        let sealingKey = SealingKey(.channel, bytes: try SecretBytes(copying: key.span.bytes), identifier: identifier)
        return try HandOverChannel(over: socket, as: side, sealingKey)
    }

    /// What a side says to these frames, which are all that it hears.
    private func replies(
        to frames: [[UInt8]], _ side: (_ socket: Int32) throws -> Void
    ) throws -> (error: TransferError?, said: [[UInt8]]) {
        let sockets = try SocketPair()
        for frame in frames { Relay.write(frame, sockets.left) }
        shutdown(sockets.left, Int32(SHUT_WR))
        let error = refusal { try side(sockets.right) }
        shutdown(sockets.right, Int32(SHUT_RDWR))
        var said: [[UInt8]] = []
        while let frame = Relay.frame(sockets.left) { said.append(frame) }
        return (error, said)
    }

    private func receive(
        _ frames: [[UInt8]], refusing: Set<TransferIdentifier> = [],
        then use: (inout KeyBundle) throws -> Void = { _ in }
    ) throws -> (error: TransferError?, said: [[UInt8]]) {
        try replies(to: frames) { socket in
            let channel = try channel(over: socket, as: .receiver)
            var receiver = HandOverReceiver(channel, refusing: refusing)
            var keys = try receiver.receive()
            try use(&keys)
        }
    }

    private func give(_ frames: [[UInt8]]) throws -> (error: TransferError?, said: [[UInt8]], kept: [String]) {
        var keys = KeyBundle()
        try keys.add(newKey(.aes128), as: "client write key")
        let transfer = TransferIdentifier(bytes: try bytes("transfer"))
        let outcome = try replies(to: frames) { socket in
            let channel = try channel(over: socket, as: .source)
            var source = HandOverSource(channel)
            try source.handOver(&keys, transfer: transfer)
        }
        return (outcome.error, outcome.said, keys.roles)
    }

    @Test func theReceiver() throws {
        let outcome = try receive([bytes("offer"), bytes("committed")]) { keys in
            #expect(keys.roles == ["client write key", "Träger"])
            #expect(try keys.position(of: "client write key") == 3)
            #expect(try keys.position(of: "Träger") == 1 << 40)
            #expect(try keys.takeReference("Träger") == self.bytes("reference"))
            var cipher = try keys.take("client write key")
            let plaintext = try self.bytes("plaintext")
            #expect(try cipher.encrypt(plaintext.span.bytes) == self.bytes("ciphertext"))
        }
        #expect(outcome.error == nil)
        #expect(try outcome.said == [bytes("acknowledged"), bytes("taken")])
    }

    @Test func theReceiverRefuses() throws {
        let transfer = try #require(TransferIdentifier(bytes: try bytes("transfer")))
        let outcome = try receive([bytes("offer")], refusing: [transfer])
        #expect(outcome.error == .handOver(.refused(.repeated)))
        #expect(try outcome.said == [bytes("refused")])
    }

    @Test func theSource() throws {
        let outcome = try give([bytes("acknowledged"), bytes("taken")])
        #expect(outcome.error == nil && outcome.kept.isEmpty && outcome.said.count == 2)
        // The offer has another salt each time; the frame around it has not.
        #expect(try outcome.said.first?.prefix(28) == bytes("offer").prefix(28))
        #expect(try outcome.said.last == bytes("committed"))
        let refused = try give([bytes("refused")])
        #expect(refused.error == .handOver(.refused(.repeated)) && refused.kept == ["client write key"])
    }

    /// Every byte of every frame changed, and every length: no frame is taken for another, or for a part of it.
    @Test(arguments: ["offer", "committed", "acknowledged", "taken", "refused"])
    func everyByteAndLength(_ field: String) throws {
        let frame = try bytes(field)
        var damaged = frame.indices.map { index in
            var changed = frame
            changed[index] ^= 1 << (index % 8)
            return changed
        }
        damaged += frame.indices.map { Array(frame[..<$0]) }
        for (number, damaged) in damaged.enumerated() {
            let error: TransferError?
            let isExpected: Bool
            switch field {
            case "offer", "committed":
                error = try receive(field == "offer" ? [damaged] : [bytes("offer"), damaged]).error
                switch error {
                case .handOver(.notOffered(.forged)), .handOver(.notOffered(.closed)): isExpected = field == "offer"
                case .handOver(.notCommitted(.forged)), .handOver(.notCommitted(.closed)):
                    isExpected = field == "committed"
                default: isExpected = false
                }
            default:
                let outcome = try give(field == "taken" ? [bytes("acknowledged"), damaged] : [damaged])
                error = outcome.error
                switch error {
                case .handOver(.notAcknowledged(.forged)), .handOver(.notAcknowledged(.closed)):
                    isExpected = field != "taken" && outcome.kept == ["client write key"]
                case .handOver(.unconfirmed(.forged)), .handOver(.unconfirmed(.closed)):
                    isExpected = field == "taken" && outcome.kept.isEmpty
                default: isExpected = false
                }
            }
            #expect(isExpected, "\(number) of \(field): \(String(describing: error))")
        }
    }
}

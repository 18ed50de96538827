import CipherCore
import KeyBlob
import KeyProvider

@testable import KeyTransfer

/// Two sides with their key pairs, and what comes of messages between them.
struct HandshakeSetup: ~Copyable {
    let anna: KeyPair
    let bert: KeyPair
    var names = (sender: "Anna", receiver: "Bert")

    init() throws {
        let anna = try KeyPair(generating: .exchange)
        let bert = try KeyPair(generating: .exchange)
        self.anna = anna
        self.bert = bert
    }

    func sender() throws -> HandshakeSender {
        try HandshakeSender(names.sender, anna, to: HandshakeParty(names.receiver, bert.publicKey))
    }

    func receiver(_ offer: [UInt8]) throws -> HandshakeReceiver {
        try HandshakeReceiver(
            names.receiver, bert, answering: offer, of: HandshakeParty(names.sender, anna.publicKey))
    }

    /// A whole exchange in which `change` may put another message in the place of each; what the sides end with.
    func run(
        _ change: (_ phase: Int, _ message: [UInt8]) -> [UInt8] = { $1 }
    ) -> (failure: TransferError?, phase: Int, messages: [[UInt8]]) {
        var messages: [[UInt8]] = []
        var phase = 1
        do {
            let sender = try sender()
            messages.append(sender.message)
            let receiver = try receiver(change(1, sender.message))
            phase = 2
            messages.append(receiver.message)
            let end = try sender.finish(change(2, receiver.message))
            phase = 3
            messages.append(end.message)
            _ = try receiver.finish(change(3, end.message))
            return (nil, 4, messages)
        } catch {
            return (error as? TransferError, phase, messages)
        }
    }
}

/// What the sender ends with when `answer` comes.
func failure(of sender: consuming HandshakeSender, _ answer: [UInt8]) -> TransferError? {
    do throws(TransferError) { _ = try sender.finish(answer) } catch { return error }
    return nil
}

/// What the receiver ends with when `confirmation` comes.
func failure(of receiver: consuming HandshakeReceiver, _ confirmation: [UInt8]) -> TransferError? {
    do throws(TransferError) { _ = try receiver.finish(confirmation) } catch { return error }
    return nil
}

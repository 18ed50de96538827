import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// What a hand-over leaves behind that breaks off: a key is at one side or lost, never at both, and never silently.
struct HandOverFailureTests {
    /// Holds what is left against the table in docs/hand-over.md, for a message that did not arrive as it was sent.
    private func check(_ outcome: HandOverOutcome, lost message: Int, _ what: String) {
        let atSource = message < 2
        let atReceiver = message == 3
        #expect(outcome.sourceRoles == (atSource ? sampleRoles : []), "\(what)")
        #expect(outcome.receiverRoles == (atReceiver ? sampleRoles : []), "\(what)")
        switch outcome.sourceError {
        case .handOver(.notAcknowledged) where atSource: break
        case .handOver(.unconfirmed) where !atSource: break
        default: Issue.record("\(what): \(String(describing: outcome.sourceError)) at the source")
        }
        switch outcome.receiverError {
        case .handOver(.notOffered) where message == 0: break
        case .handOver(.notCommitted) where message == 1 || message == 2: break
        case nil where message == 3: break
        default: Issue.record("\(what): \(String(describing: outcome.receiverError)) at the receiver")
        }
    }

    /// The connection ends at each boundary, and in the middle of each message.
    @Test(arguments: 0..<4, [nil, 0.3, 0.99] as [Double?])
    func cut(_ number: Int, _ part: Double?) throws {
        let keys = Guarded(try sampleBundle(try connectionKeys()))
        let relay = Relay { index, message in
            guard index == number else { return message }
            return part.map { Array(message.prefix(Int(Double(message.count) * $0))) }
        }
        let outcome = try handOver(keys, through: relay)
        check(outcome, lost: number, "message \(number) cut at \(part ?? 0)")
    }

    /// Every byte of every message, changed.
    @Test(arguments: 0..<4)
    func everyByte(_ number: Int) throws {
        let hash = try connectionKeys()
        let whole = try handOver(Guarded(try sampleBundle(hash)))
        let byteCount = try #require(whole.messages.dropFirst(number).first).count
        for offset in 0..<byteCount {
            let keys = Guarded(try sampleBundle(hash))
            let relay = Relay { index, message in
                var message = message
                if index == number { message[offset] ^= 1 << UInt8(offset & 7) }
                return message
            }
            // A length that grew is waited for; one that grew too far is not.
            let timeout: Duration = 28..<30 ~= offset ? .seconds(1) : .seconds(10)
            check(try handOver(keys, through: relay, timeout: timeout), lost: number, "byte \(offset) of \(number)")
        }
    }

    /// What failed before the acknowledgement is tried again over another socket, and the stream goes on all the same.
    @Test func restart() throws {
        let hash = try connectionKeys()
        let keys = Guarded(try sampleBundle(hash))
        check(try handOver(keys, through: Relay { $0 == 1 ? nil : $1 }), lost: 1, "the first attempt")
        var twin = try hash.key(.encryption, side: .client)
        _ = try encrypted(sample(48), with: &twin)
        let expected = try encrypted(sample(32), with: &twin)
        let outcome = try handOver(keys) { bundle in
            var key = try bundle.take("client write key")
            #expect(try encrypted(sample(32), with: &key) == expected)
        }
        #expect(outcome.sourceError == nil && outcome.receiverError == nil && outcome.sourceRoles.isEmpty)
    }

    /// The same transfer twice, on one socket and on the next.
    @Test(arguments: [false, true]) func repeated(_ onAnother: Bool) throws {
        let transfer = try TransferIdentifier()
        let first = try SocketPair()
        let second = try SocketPair()
        let (one, other) = (first.right, onAnother ? second.right : nil)
        let received = Background { () -> TransferError? in
            refusal {
                var receiver = try HandOverReceiver(over: one)
                _ = try receiver.receive()
                guard let other else {
                    _ = try receiver.receive()
                    return
                }
                var next = try HandOverReceiver(over: other, refusing: receiver.offered)
                _ = try next.receive()
            }
        }
        let hash = try connectionKeys()
        var source = try HandOverSource(over: first.left)
        var keys = try sampleBundle(hash)
        try source.handOver(&keys, transfer: transfer)
        let isEmpty = keys.isEmpty
        #expect(isEmpty)
        var more = try sampleBundle(hash)
        if onAnother { source = try HandOverSource(over: second.left) }
        #expect(refusal { try source.handOver(&more, transfer: transfer) } == .handOver(.refused(.repeated)))
        #expect(try received.result() == .handOver(.refused(.repeated)))
        let kept = more.roles
        #expect(kept == sampleRoles)
        // The socket is of no use any more.
        #expect(refusal { try source.handOver(&more) } == .handOver(.ended))
    }

    /// An offer that was overheard, sent once more on its own connection and on another.
    @Test func replay() throws {
        let hash = try connectionKeys()
        let earlier = try handOver(Guarded(try sampleBundle(hash)))
        let overheard = try #require(earlier.messages.first)
        let elsewhere = try handOver(
            Guarded(try sampleBundle(hash)), through: Relay { $0 == 0 ? overheard : $1 })
        #expect(elsewhere.receiverError == .handOver(.notOffered(.forged)) && elsewhere.sourceRoles == sampleRoles)

        // Its own: behind the confirmation of a whole hand-over the relay repeats the offer.
        let near = try SocketPair()
        let far = try SocketPair()
        let (source, relaySource, relayReceiver) = (near.left, near.right, far.left)
        let sent = Background { () -> TransferError? in
            refusal {
                var side = try HandOverSource(over: source)
                var keys = try sampleBundle(try connectionKeys())
                try side.handOver(&keys)
            }
        }
        let offer = Guarded<[UInt8]>([])
        let relay = Relay { index, message in
            if index == 0 { offer.withLock { $0 = message } }
            if index == 3 { Relay.write(offer.withLock { $0 }, relayReceiver) }
            return message
        }
        let relayed = Background { relay.run(source: relaySource, receiver: relayReceiver) }
        var receiver = try HandOverReceiver(over: far.right)
        #expect(try receiver.receive().roles == sampleRoles)
        #expect(refusal { _ = try receiver.receive() } == .handOver(.refused(.repeated)))
        #expect(try sent.result() == nil)
        shutdown(source, Int32(SHUT_RDWR))
        _ = try relayed.result()
    }

    @Test func silence() throws {
        let sockets = try SocketPair()
        let right = sockets.right
        let theirs = Background { () -> TransferError? in
            refusal {
                var receiver = try HandOverReceiver(over: right)
                Thread.sleep(forTimeInterval: 0.3)
                _ = try receiver.receive()
            }
        }
        var source = try HandOverSource(over: sockets.left)
        var keys = try sampleBundle(try connectionKeys())
        let ours = refusal { try source.handOver(&keys, timeout: .milliseconds(50)) }
        let kept = keys.roles
        #expect(ours == .handOver(.notAcknowledged(.timedOut)) && kept == sampleRoles)
        // The offer lies there, and is too late: nobody commits it.
        #expect(try theirs.result() == .handOver(.notCommitted(.closed)))

        let others = try SocketPair()
        let end = others.right
        let quiet = Background { refusal { _ = try HandOverSource(over: end) } }
        var receiver = try HandOverReceiver(over: others.left)
        let none = refusal { _ = try receiver.receive(timeout: .milliseconds(50)) }
        #expect(none == .handOver(.notOffered(.timedOut)))
        #expect(try quiet.result() == nil)
    }

    /// Whoever is not trusted gets nothing, not even an agreement.
    @Test func strangers() throws {
        let sockets = try SocketPair()
        let expected = TransferError.provider(.channel(.untrustedPeer(.current)))
        #expect(refusal { _ = try HandOverSource(over: sockets.left) { $0.user != geteuid() } } == expected)
        #expect(refusal { _ = try HandOverReceiver(over: sockets.right) { $0.user != geteuid() } } == expected)
        var byte: UInt8 = 0
        #expect(recv(sockets.right, &byte, 1, Int32(MSG_DONTWAIT)) == -1 && errno == EAGAIN)
        shutdown(sockets.right, Int32(SHUT_RDWR))
        #expect(
            refusal { _ = try HandOverSource(over: sockets.left) } == .provider(.channel(.io(code: EPIPE)))
        )
    }
}

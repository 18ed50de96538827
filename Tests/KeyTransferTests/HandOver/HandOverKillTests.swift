import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Two processes of which one is killed at each message of a hand-over: a key is never usable in both, and never lost
/// without an error at the one that is still there.
@Suite(.serialized) struct HandOverKillTests {
    /// Whom, when the relay has this message, and whether it still passes it on.
    struct Moment: CustomTestStringConvertible {
        let victim: Victim
        let number: Int
        let isPassed: Bool

        enum Victim { case source, receiver }

        var testDescription: String { "\(victim) at \(number), \(isPassed ? "passed on" : "lost")" }

        static func all(_ victim: Victim) -> [Moment] {
            (-2..<4).flatMap { number in
                [false, true].map { Moment(victim: victim, number: number, isPassed: $0) }
            }
        }

        func relay(killing process: SideProcess) -> Relay {
            Relay { [self] index, message in
                guard index == number else { return message }
                process.kill()
                return isPassed ? message : nil
            }
        }
    }

    private let transfer = String(repeating: "5a", count: 16)
    private let blob: [UInt8]
    /// The blocks that the key makes of zeros, one behind the other.
    private let stream: [String]

    init() throws {
        let blob = try plaintextBlob(of: newKey(.aes128))
        self.blob = blob
        var twin = try SessionKey(importing: blob.span.bytes)
        stream = try (0..<3).map { _ in hex(try encrypted([UInt8](repeating: 0, count: 16), with: &twin)) }
    }

    /// A process that has the key.
    private func holder() throws -> SideProcess {
        let side = try SideProcess()
        #expect(try side.ask("hold \(hex(blob))") == "1")
        return side
    }

    private func says(_ error: HandOverError, _ count: Int) -> String { "\(TransferError.handOver(error)) \(count)" }

    /// What a side may say that finds the socket closed before the channel is there: to its reading, or to its writing.
    private func noChannel(_ count: Int) -> [String?] {
        [ENOTCONN, EPIPE, ECONNRESET].map { "\(TransferError.provider(.channel(.io(code: $0)))) \(count)" }
    }

    private func expectNoKey(_ side: SideProcess) throws {
        #expect(try side.ask("use") == says(.missing(role: "client write key"), 0))
    }

    @Test(arguments: Moment.all(.receiver)) func receiverKilled(_ moment: Moment) throws {
        let source = try holder()
        #expect(try source.ask("use") == stream[0])
        let receiver = try SideProcess()
        let said = try handOver(transfer, from: source, to: receiver, through: moment.relay(killing: receiver))
        // One that has confirmed is done, and may say so before its end.
        #expect(said.receiver == nil || moment.number == 3 && said.receiver == "1")
        let answer = try #require(said.source)
        switch (moment.number, moment.isPassed) {
        case (3, true):
            #expect(answer == "0")
        case (2..., _), (1, true):
            #expect(answer == says(.unconfirmed(.closed), 0))
        case (-1, false), (-2, false):
            #expect(noChannel(1).contains(answer))
        case (-2, true):
            // It may have sent its own message before it was killed.
            #expect((noChannel(1) + [says(.notAcknowledged(.closed), 1)]).contains(answer))
        default:
            #expect(answer == says(.notAcknowledged(.closed), 1))
        }
        guard answer.hasSuffix("1") else { return try expectNoKey(source) }
        // A new receiver gets the same key, where it stands, and the source has it no more.
        let next = try SideProcess()
        #expect(try handOver(transfer, from: source, to: next) == ("0", "1"))
        #expect(try next.ask("use") == stream[1])
        try expectNoKey(source)
    }

    @Test(arguments: Moment.all(.source)) func sourceKilled(_ moment: Moment) throws {
        let source = try holder()
        #expect(try source.ask("use") == stream[0])
        let receiver = try SideProcess()
        let said = try handOver(transfer, from: source, to: receiver, through: moment.relay(killing: source))
        #expect(said.source == nil)
        switch (moment.number, moment.isPassed) {
        case (3, _), (2, true):
            #expect(said.receiver == "1")
        case (2, false), (1, _), (0, true):
            #expect(said.receiver == says(.notCommitted(.closed), 0))
        case (-2, false):
            #expect(noChannel(0).contains(said.receiver))
        default:
            #expect(said.receiver == says(.notOffered(.closed), 0))
        }
        let hasKey = said.receiver == "1"
        let wasOffered = hasKey || said.receiver == says(.notCommitted(.closed), 0)
        if hasKey {
            #expect(try receiver.ask("use") == stream[1])
        } else {
            try expectNoKey(receiver)
        }
        // The source begins anew with the key from the start, and delivers it once more.
        let next = try holder()
        let again = try handOver(transfer, from: next, to: receiver)
        guard wasOffered else {
            #expect(again == ("0", "1"))
            #expect(try receiver.ask("use") == stream[0])
            return try expectNoKey(next)
        }
        #expect(again == (says(.refused(.repeated), 1), says(.refused(.repeated), hasKey ? 1 : 0)))
        if hasKey {
            #expect(try receiver.ask("use") == stream[2])
        } else {
            // What was lost comes as another transfer.
            #expect(try handOver(String(repeating: "a5", count: 16), from: next, to: receiver) == ("0", "1"))
            #expect(try receiver.ask("use") == stream[0])
            try expectNoKey(next)
        }
    }

    /// In whose memory the key's bytes stand when each message is on its way: the commit goes when the source has them no
    /// more. Both have them between the acknowledgement and the commit, and the receiver lends them to nobody then.
    @Test func memory() throws {
        let key = Array(blob.suffix(16))
        let (source, receiver) = (try holder(), try SideProcess())
        let seen = Guarded<[[Bool?]]>([])
        let relay = Relay { _, message in
            let holders = [source, receiver].map { try? $0.hasInMemory(key) }
            seen.withLock { $0.append(holders) }
            return message
        }
        #expect(try handOver(transfer, from: source, to: receiver, through: relay) == ("0", "1"))
        let (here, both, there) = ([true, false], [true, true], [false, true])
        #expect(seen.withLock { $0 } == [here, here, here, both, there, there])
    }
}

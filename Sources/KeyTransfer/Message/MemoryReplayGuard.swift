internal import KeyProvider

/// A guard and a source of serials for as long as the process lives.
public final class MemoryReplayGuard: ReplayGuard, SerialSource {
    private struct Peers: Hashable {
        let sender: KeyIdentity
        let receiver: KeyIdentity
    }

    private struct State {
        var marks: [Peers: ReplayMarks] = [:]
        /// When each message was sent, by its serial.
        var taken: [Peers: [UInt64: UInt64]] = [:]
        var serials: [Peers: UInt64] = [:]
    }

    private let state = Guarded(State())

    /// A guard that remembers nothing yet.
    public init() {}

    /// Notes that a message is taken, in memory.
    public func take(_ message: MessageMark, under rule: ReplayRule) throws(TransferError) -> UInt64 {
        let peers = Peers(sender: message.sender, receiver: message.receiver)
        return try state.withLock { state throws(TransferError) in
            var (marks, taken) = (state.marks[peers] ?? ReplayMarks(), state.taken[peers] ?? [:])
            let skipped = try marks.take(
                message.serial, isRemembered: taken[message.serial] != nil, inOrder: rule.inOrder)
            taken[message.serial] = message.sent
            if let limit = rule.forgettingBefore {
                for (serial, sent) in taken where sent < limit {
                    marks.forget(serial)
                    taken[serial] = nil
                }
            }
            (state.marks[peers], state.taken[peers]) = (marks, taken)
            return skipped
        }
    }

    /// A serial greater than all before it.
    public func nextSerial(from sender: KeyIdentity, to receiver: KeyIdentity) throws(TransferError) -> UInt64 {
        state.withLock { state in
            let next = (state.serials[Peers(sender: sender, receiver: receiver)] ?? 0) + 1
            state.serials[Peers(sender: sender, receiver: receiver)] = next
            return next
        }
    }
}

public import KeyProvider

/// The side of a hand-over that gets the keys. See ``HandOverSource``.
public struct HandOverReceiver: ~Copyable {
    /// The transfers that were offered, whatever became of them; none is taken twice.
    public private(set) var offered: Set<TransferIdentifier>

    private var channel: HandOverChannel

    /// Agrees on a channel key with the source, which must do the same.
    ///
    /// - Parameters:
    ///   - socket: as in ``HandOverSource/init(over:timeout:trusting:)``.
    ///   - offered: what came over other sockets, ``offered`` of the receiver before this one. A frame of another socket
    ///     is no frame of this one, so it is the source that this guards against.
    /// - Throws: ``TransferError/provider(_:)`` with `channel`.
    public init(
        over socket: Int32, refusing offered: Set<TransferIdentifier> = [], timeout: Duration = .seconds(10),
        trusting isTrusted: (PeerCredentials) -> Bool = { $0.user == PeerCredentials.current.user }
    ) throws(TransferError) {
        self.init(
            try HandOverChannel(over: socket, as: .receiver, timeout: timeout, trusting: isTrusted), refusing: offered)
    }

    init(_ channel: consuming HandOverChannel, refusing offered: Set<TransferIdentifier> = []) {
        self.channel = channel
        self.offered = offered
    }

    /// Takes the keys that the source hands over next. Nobody else has them when they are returned.
    ///
    /// - Parameter timeout: for the whole, the wait for the source's offer included.
    /// - Throws: ``HandOverError/notOffered(_:)``, ``HandOverError/refused(_:)``, ``HandOverError/notCommitted(_:)``,
    ///   ``HandOverError/ended``. There are no keys here then.
    public mutating func receive(timeout: Duration = .seconds(10)) throws(TransferError) -> KeyBundle {
        try channel.requireOpen()
        let deadline = ContinuousClock.now + timeout
        do throws(HandOverError) {
            return try take(before: deadline)
        } catch {
            channel.end()
            throw .handOver(error)
        }
    }

    private mutating func take(before deadline: ContinuousClock.Instant) throws(HandOverError) -> KeyBundle {
        let frame: HandOverChannel.Frame
        do throws(HandOverError.Fault) { frame = try channel.receive(before: deadline) } catch {
            throw .notOffered(error)
        }
        guard frame.kind == .offer else { throw .notOffered(.unexpected) }
        let keys: KeyBundle
        do throws(HandOverError.Refusal) { keys = try imported(frame) } catch {
            refuse(frame.transfer, error, before: deadline)
            throw .refused(error)
        }
        do throws(HandOverError.Fault) {
            try channel.send(.acknowledged, of: frame.transfer, before: deadline)
            try channel.receive(.committed, of: frame.transfer, before: deadline)
        } catch {
            throw .notCommitted(error)
        }
        // The source has no keys any more: they are this side's, whether it learns of that or not.
        do throws(HandOverError.Fault) { try channel.send(.taken, of: frame.transfer, before: deadline) } catch {
            channel.end()
        }
        return keys
    }

    /// The keys of an offer, which are nobody's to use before the source commits.
    private mutating func imported(_ frame: HandOverChannel.Frame) throws(HandOverError.Refusal) -> KeyBundle {
        guard offered.insert(frame.transfer).inserted else { throw .repeated }
        guard let offer = try? HandOverOffer(reading: unsafe frame.body.span.bytes) else { throw .illegalOffer }
        var keys = KeyBundle()
        for key in offer.keys {
            do throws(TransferError) {
                guard key.form == OfferedKey.opaqueKeyBlob else {
                    try keys.add(reference: key.contents, as: key.role, position: key.position)
                    continue
                }
                let session = try providing { () throws(ProviderError) in
                    try SessionKey(importingOpaque: unsafe key.contents.span.bytes, openedBy: channel.sealingKey)
                }
                try keys.add(session, as: key.role, position: key.position)
            } catch {
                if case .provider = error { throw .illegalKey }
                throw .illegalOffer
            }
        }
        return keys
    }

    /// Says why. A source that does not hear it learns by the end of the socket that nothing was taken.
    private func refuse(
        _ transfer: TransferIdentifier, _ reason: HandOverError.Refusal, before deadline: ContinuousClock.Instant
    ) {
        var refusal = HandOverRefusal()
        refusal.reason = reason.rawValue
        guard let body = try? refusal.written() else { return }
        try? channel.send(.refused, of: transfer, body, before: deadline)
    }
}

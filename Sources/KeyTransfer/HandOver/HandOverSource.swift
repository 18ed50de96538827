public import KeyProvider

/// The side of a hand-over that has the keys: a process that did the handshake, say, and gives the keys of the connection
/// to the process that serves it.
///
/// A key is usable in one process at a time. The source destroys its keys when the receiver has said that it imported
/// them, and only then tells the receiver to use them. Whatever breaks this off is an error on both sides; one that comes
/// between the two steps loses the keys, and the connection must be made anew. See `docs/hand-over.md`.
public struct HandOverSource: ~Copyable {
    private var channel: HandOverChannel

    /// Agrees on a channel key with the receiver, which must do the same.
    ///
    /// - Parameters:
    ///   - socket: a connected Unix stream socket. It stays open, and is shut down when a hand-over fails.
    ///   - isTrusted: whether a process may have the keys; by default one of the same effective user. It is asked before
    ///     anything is sent.
    /// - Throws: ``TransferError/provider(_:)`` with `channel`.
    public init(
        over socket: Int32, timeout: Duration = .seconds(10),
        trusting isTrusted: (PeerCredentials) -> Bool = { $0.user == PeerCredentials.current.user }
    ) throws(TransferError) {
        self.init(try HandOverChannel(over: socket, as: .source, timeout: timeout, trusting: isTrusted))
    }

    init(_ channel: consuming HandOverChannel) { self.channel = channel }

    /// Hands keys over, all or none. Several bundles may go one after another.
    ///
    /// - Parameters:
    ///   - keys: empty afterwards, also for ``HandOverError/unconfirmed(_:)``; as it was for every other error.
    ///   - transfer: its identifier, nil for a new one. A receiver takes each once.
    ///   - timeout: for the whole.
    /// - Throws: ``TransferError/provider(_:)`` with `notExportable`, and ``TransferError/malformed(_:)`` for an empty
    ///   bundle: nothing was sent. ``HandOverError/notAcknowledged(_:)``, ``HandOverError/refused(_:)``,
    ///   ``HandOverError/unconfirmed(_:)``, ``HandOverError/ended``.
    public mutating func handOver(
        _ keys: inout KeyBundle, transfer: TransferIdentifier? = nil, timeout: Duration = .seconds(10)
    ) throws(TransferError) {
        try channel.requireOpen()
        let deadline = ContinuousClock.now + timeout
        let transfer = if let transfer { transfer } else { try TransferIdentifier() }
        let offer = try keys.offer(sealedBy: channel.sealingKey).written()
        do throws(HandOverError) {
            try requireAcknowledgement(of: offer, transfer, before: deadline)
        } catch {
            channel.end()
            throw .handOver(error)
        }
        // Here the keys end, and begin there with the next frame: in this order.
        keys.destroyAll()
        do throws(HandOverError.Fault) {
            try channel.send(.committed, of: transfer, before: deadline)
            try channel.receive(.taken, of: transfer, before: deadline)
        } catch {
            channel.end()
            throw .handOver(.unconfirmed(error))
        }
    }

    private func requireAcknowledgement(
        of offer: [UInt8], _ transfer: TransferIdentifier, before deadline: ContinuousClock.Instant
    ) throws(HandOverError) {
        let answer: HandOverChannel.Frame
        do throws(HandOverError.Fault) {
            try channel.send(.offer, of: transfer, offer, before: deadline)
            answer = try channel.receive(before: deadline)
        } catch {
            throw .notAcknowledged(error)
        }
        guard answer.transfer == transfer else { throw .notAcknowledged(.unexpected) }
        switch answer.kind {
        case .acknowledged where answer.body.isEmpty: return
        case .refused:
            guard let refusal = try? HandOverRefusal(reading: unsafe answer.body.span.bytes),
                let reason = HandOverError.Refusal(rawValue: refusal.reason)
            else { throw .notAcknowledged(.unexpected) }
            throw .refused(reason)
        default: throw .notAcknowledged(.unexpected)
        }
    }
}

extension KeyBundle {
    /// The keys as they go over the channel. They stay.
    fileprivate func offer(sealedBy sealingKey: borrowing SealingKey) throws(TransferError) -> HandOverOffer {
        var offer = HandOverOffer()
        for entry in entries {
            var key = OfferedKey()
            key.role = entry.role
            key.position = entry.position
            switch entry.contents {
            case .reference(let reference):
                key.form = OfferedKey.reference
                key.contents = reference
            case .key(let slot):
                key.contents = try providing { () throws(ProviderError) in
                    try slot.withLock { key throws(ProviderError) in
                        guard let blob = try key?.exportOpaque(sealedBy: sealingKey) else { throw .noKey }
                        return blob
                    }
                }
            }
            offer.keys.append(key)
        }
        return offer
    }
}

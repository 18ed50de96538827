public import CipherCore
public import KeyProvider

/// Which messages a receiver takes.
public struct MessagePolicy: Sendable {
    /// The greatest age, in milliseconds; nil for any.
    public var maximumAge: UInt64?
    /// By how much a sender's clock may be ahead, in milliseconds.
    public var skew: UInt64
    /// Whether a message that comes after a later one is refused.
    public var inOrder: Bool
    /// How long the guard remembers each message after it was sent, in milliseconds; nil for ever. What it has forgotten,
    /// and all that the sender made before that, is refused.
    public var retention: UInt64?

    /// A policy of its parts.
    public init(maximumAge: UInt64? = nil, skew: UInt64 = 300_000, inOrder: Bool = false, retention: UInt64? = nil) {
        self.maximumAge = maximumAge
        self.skew = skew
        self.inOrder = inOrder
        self.retention = retention
    }

    /// - Throws: ``MessageError/stale``, ``MessageError/future``.
    func checkAge(_ sent: UInt64, at now: UInt64) throws(TransferError) {
        if sent > now {
            if sent - now > skew { throw .message(.future) }
        } else if let maximumAge, now - sent > maximumAge {
            throw .message(.stale)
        }
    }

    func rule(at now: UInt64) -> ReplayRule {
        ReplayRule(inOrder: inOrder, forgettingBefore: retention.map { now > $0 ? now - $0 : 0 })
    }
}

/// A message that was taken.
public struct ReceivedMessage: ~Copyable {
    /// What it says of itself; true, for the sender signed it.
    public let head: MessageHead
    /// What was sent.
    public let plaintext: SecretBytes
    /// How many of the sender's serials were passed over: messages that were lost, or come later.
    public let skipped: UInt64
}

/// Takes messages, each once.
public struct MessageReceiver<Guard: ReplayGuard>: Sendable {
    private let replayGuard: Guard
    private let policy: MessagePolicy

    /// A receiver that remembers in `replayGuard` what it has taken.
    public init(_ replayGuard: Guard, _ policy: MessagePolicy = MessagePolicy()) {
        self.replayGuard = replayGuard
        self.policy = policy
    }

    /// Takes a message. The signature is verified before anything else, the import of the session key included, and the
    /// plaintext is there when the guard has noted on the disk that the message was taken.
    ///
    /// - Parameters:
    ///   - pair: the receiver's exchange pair.
    ///   - sender: the key that must have signed.
    ///   - now: in milliseconds since 1970.
    /// - Throws: ``TransferError/malformed(_:)``; ``TransferError/message(_:)`` with, in this order, `badSignature`,
    ///   `foreignReceiver`, `stale` or `future`, `doesNotOpen`, `replayed`, `forgotten`, `outOfOrder`;
    ///   ``TransferError/io(code:)``, ``TransferError/provider(_:)``.
    public func receive(
        _ message: RawSpan, with pair: borrowing KeyPair, from sender: PublicKey, at now: UInt64 = MessageClock.now()
    ) throws(TransferError) -> ReceivedMessage {
        let signed = try Signed<MessageBody>(reading: message)
        let head = signed.body.front.head
        guard try head.sender.key == KeyIdentity(of: sender) else { throw MessageBody.forgery }
        try signed.verify(by: sender)
        guard try head.receiver.key == KeyIdentity(of: pair.publicKey) else { throw .message(.foreignReceiver) }
        try policy.checkAge(head.sent, at: now)
        // What does not open uses up no serial.
        let plaintext = try signed.body.open(with: pair)
        let mark = MessageMark(
            sender: head.sender.key, receiver: head.receiver.key, serial: head.serial, sent: head.sent)
        let skipped = try replayGuard.take(mark, under: policy.rule(at: now))
        return ReceivedMessage(head: head, plaintext: plaintext, skipped: skipped)
    }
}

/// A message as a guard against replays knows it.
public struct MessageMark: Sendable, Hashable {
    /// The identity of the key that signed it.
    public let sender: KeyIdentity
    /// The identity of the exchange key that it is for.
    public let receiver: KeyIdentity
    /// 1 to 2⁶³ - 1.
    public let serial: UInt64
    /// In milliseconds since 1970, by the sender's clock.
    public let sent: UInt64

    /// A message of its parts.
    public init(sender: KeyIdentity, receiver: KeyIdentity, serial: UInt64, sent: UInt64) {
        self.sender = sender
        self.receiver = receiver
        self.serial = serial
        self.sent = sent
    }
}

/// What a guard asks of a message beside that it be new.
public struct ReplayRule: Sendable {
    /// Whether it must have a greater serial than every one that was taken before.
    public var inOrder: Bool
    /// The guard may forget the serials of messages that were sent before this, in milliseconds since 1970; nil keeps all.
    public var forgettingBefore: UInt64?

    /// A rule of its parts.
    public init(inOrder: Bool = false, forgettingBefore: UInt64? = nil) {
        self.inOrder = inOrder
        self.forgettingBefore = forgettingBefore
    }
}

/// Remembers which messages were taken, for any number of threads and processes.
public protocol ReplayGuard: Sendable {
    /// Notes that a message is taken. When it returns, that is on the disk, and no call for the same sender, receiver and
    /// serial returns ever again, whatever is forgotten.
    ///
    /// - Returns: how many serials were passed over between the greatest before and this one: messages that were lost, or
    ///   come later.
    /// - Throws: ``MessageError/replayed``, ``MessageError/outOfOrder``, ``MessageError/forgotten``; ``TransferError/io(code:)``.
    ///   Nothing is noted then.
    func take(_ message: MessageMark, under rule: ReplayRule) throws(TransferError) -> UInt64
}

/// Gives out serials, for any number of threads and processes.
public protocol SerialSource: Sendable {
    /// A serial greater than all before it for this sender and receiver, from 1. One that is lost is never given again.
    ///
    /// - Throws: ``MessageError/serialsExhausted``, ``TransferError/io(code:)``.
    func nextSerial(from sender: KeyIdentity, to receiver: KeyIdentity) throws(TransferError) -> UInt64
}

/// What a guard remembers of one sender's messages to one receiver, beside the serials themselves. The decision is here, and
/// the same for every guard.
public struct ReplayMarks: Sendable, Equatable {
    /// The greatest serial that was taken.
    public private(set) var highest: UInt64
    /// The low-water mark: serials up to this one are not remembered one by one any more, and none of them is taken.
    public private(set) var forgotten: UInt64

    /// Marks as they were kept; zeros before the first message.
    public init(highest: UInt64 = 0, forgotten: UInt64 = 0) {
        self.highest = highest
        self.forgotten = forgotten
    }

    /// Takes a message, if it may be.
    ///
    /// - Parameter isRemembered: whether its serial is among those that are remembered one by one.
    /// - Returns: as ``ReplayGuard/take(_:under:)``.
    /// - Throws: likewise.
    public mutating func take(_ serial: UInt64, isRemembered: Bool, inOrder: Bool) throws(TransferError) -> UInt64 {
        if isRemembered { throw .message(.replayed) }
        guard serial > forgotten else { throw .message(.forgotten) }
        guard serial < highest else {
            defer { highest = serial }
            return serial > highest ? serial - highest - 1 : 0
        }
        if inOrder { throw .message(.outOfOrder) }
        return 0
    }

    /// Raises the low-water mark: the serial itself is remembered no more.
    public mutating func forget(_ serial: UInt64) { forgotten = max(forgotten, serial) }
}

/// Why a message is not taken.
public enum MessageError: Error, Equatable, Sendable {
    /// The signature is not the sender's.
    case badSignature
    /// It is for somebody else.
    case foreignReceiver
    /// The sender signed it, and yet it does not open.
    case doesNotOpen
    /// It was taken before.
    case replayed
    /// It is older than is allowed.
    case stale
    /// Its time has not come yet, by more than clocks differ.
    case future
    /// It comes after a later one.
    case outOfOrder
    /// Its serial is among those that the guard has forgotten: whether it was taken before, nobody knows.
    case forgotten
    /// It is longer than a message may be.
    case tooLong
    /// There is no serial left for this receiver.
    case serialsExhausted
}

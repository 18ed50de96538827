/// Why a message is not taken.
public enum MessageError: Error, Equatable, Sendable {
    /// The signature is not the sender's.
    case badSignature
    /// It is for somebody else.
    case foreignReceiver
    /// It was taken before.
    case replayed
    /// It is older than is allowed.
    case stale
    /// Its time has not come yet, by more than clocks differ.
    case future
    /// An earlier one is missing, or it comes after a later one.
    case outOfOrder
}

/// Why a stored session key is not taken.
public enum StoredKeyError: Error, Equatable, Sendable {
    /// The signature is not one of the key that must have signed.
    case badSignature
    /// It is for another exchange key.
    case foreignKey
    /// It is a good one, and has another name.
    case otherName
    /// It was signed, and yet it does not open, or no key is what it says.
    case doesNotOpen
    /// A key of Schannel's, or for HMAC alone, is in no SIMPLEBLOB.
    case unsuitableKey
}

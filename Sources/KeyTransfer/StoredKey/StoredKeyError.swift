/// Why a stored session key is not taken.
public enum StoredKeyError: Error, Equatable, Sendable {
    /// The signature is not one of the key that must have signed.
    case badSignature
    /// There is none of that name.
    case missing
    /// There is one of that name already.
    case exists
}

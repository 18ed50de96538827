public import KeyBlob
public import KeyProvider

/// Why an operation on a token's key failed.
public enum TokenError: Error, Equatable, Sendable {
    // Module and token
    /// The module's file cannot be loaded, or is no PKCS #11 module.
    case moduleNotLoaded
    /// The module speaks another version of PKCS #11 than 2.20 to 3.x, or cannot be used by threads.
    case unsupportedModule
    /// No token of this label, or serial number, is in any slot.
    case tokenMissing
    /// A token of this label is there, but its serial number is another.
    case wrongSerialNumber
    /// Several tokens of this label are there; the serial number tells them apart.
    case ambiguousToken
    /// The token was taken out while it was in use.
    case tokenRemoved
    /// The token has no more sessions, and other programs have those it has.
    case tooManySessions
    /// The token cannot be written to.
    case writeProtected

    // PIN
    /// Nobody has logged in, or a `fork` lies between.
    case notLoggedIn
    /// The PIN is another.
    case wrongPIN
    /// The PIN was wrong too often, and is locked.
    case pinLocked
    /// The PIN has expired, or was never set.
    case pinUnusable

    // Key
    /// The token holds no such key.
    case keyMissing
    /// The token holds several such keys.
    case ambiguousKey
    /// The token holds another key than the reference tells of: of another kind or length, or another pair.
    case wrongKey
    /// The token does not have the mechanism (`CKM_*`) that the operation takes.
    case mechanismMissing(UInt)

    // Reference
    /// The BLOB is no reference, or a malformed one.
    case blob(BlobError)
    /// The reference was damaged, or sealed with another key, or not with one.
    case wrongSeal

    /// What a key in software would have been refused for, in the same words.
    case provider(ProviderError)
    /// The token failed for a reason of its own (`CKR_*`).
    case device(code: UInt)
}

/// Why an operation of the cipher core was refused.
///
/// Every failure that depends on a secret (padding, unwrapping, a key that does not fit) is the one case
/// ``unwrapFailed``, thrown after work that takes the same time whatever the reason.
public enum CipherError: Error, Equatable, Sendable {
    /// libgcrypt is older than 1.10, or the host process has configured it so that it cannot be used.
    case libraryUnavailable
    /// The system has no memory left.
    case outOfMemory
    /// The library has no such algorithm here (FIPS mode, for instance).
    case unsupportedAlgorithm
    /// The key's length in bytes is not one of the algorithm's.
    case illegalKeyLength
    /// A parameter (IV length, effective key bits, modulus length, exponent) is outside its range.
    case illegalParameter
    /// The data is not a whole number of blocks, or not as long as the modulus.
    case illegalDataLength
    /// The message does not fit under this modulus with this padding.
    case messageTooLong
    /// The parts of a key contradict each other: n ≠ p·q, e·d ≢ 1, or the CRT parts do not belong to d.
    case inconsistentKey
    /// The key is well formed and no good, or the group or curve that it lives in.
    case weakKey(KeyWeakness)
    /// A wrapped key or padded block did not open: wrong key or damaged data, and nobody learns which.
    case unwrapFailed
    /// A private-key result did not survive its check with the public exponent (a fault); nothing was released.
    case resultCheckFailed
    /// libgcrypt refused for a reason of its own; the value is its `gpg_err_code_t`.
    case library(code: UInt32)
}

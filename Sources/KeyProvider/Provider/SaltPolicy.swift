internal import KeyBlob

/// The salt of an RC2 or RC4 key: bytes that stand behind the key in the cipher and travel in no BLOB.
///
/// Source: Microsoft Learn, "Salt Value Functionality"; that the salt stands behind the key, not before it, was checked
/// against recorded data.
public enum SaltPolicy: Sendable {
    /// 11 zero bytes for keys of 40 bits, none for others: what every provider does unless told.
    case standard
    /// No salt (CRYPT_NO_SALT).
    case none
    /// Salt that is not zero (CRYPT_CREATE_SALT), as many bytes as the key lacks to 16: random for generated keys,
    /// hash bytes for derived ones. The Enhanced provider makes none for a 40-bit key.
    case create

    /// Bytes of salt that a key of `keyByteCount` bytes gets.
    func byteCount(keyByteCount: Int, algorithm: AlgorithmIdentifier, provider: Provider) -> Int {
        guard algorithm == .rc2 || algorithm == .rc4 else { return 0 }
        switch self {
        case .none: return 0
        case .standard: return keyByteCount == 5 ? 11 : 0
        case .create where provider == .enhanced && keyByteCount == 5: return 0
        case .create: return max(16 - keyByteCount, 0)
        }
    }
}

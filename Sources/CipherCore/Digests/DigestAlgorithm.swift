internal import CGcrypt

/// The hash functions a CryptoAPI provider offers.
///
/// MD2, MD4, MD5 and SHA-1 no longer resist collisions; they are here because keys were derived and signatures were
/// made with them.
public enum DigestAlgorithm: Sendable, CaseIterable {
    /// RFC 1319; our own code, because distributions build libgcrypt without it.
    case md2
    /// RFC 1320.
    case md4
    /// RFC 1321.
    case md5
    /// RFC 3174.
    case sha1
    /// RFC 6234.
    case sha256
    /// RFC 6234.
    case sha384
    /// RFC 6234.
    case sha512

    /// The length of the hash value, in bytes.
    public var byteCount: Int {
        switch self {
        case .md2, .md4, .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The length of the block that the function compresses at a time, in bytes.
    public var blockByteCount: Int {
        switch self {
        case .md2: 16
        case .md4, .md5, .sha1, .sha256: 64
        case .sha384, .sha512: 128
        }
    }

    /// libgcrypt's number for the function; nil for the one that is our own.
    var libraryIdentifier: CInt? {
        switch self {
        case .md2: nil
        case .md4: CInt(GCRY_MD_MD4.rawValue)
        case .md5: CInt(GCRY_MD_MD5.rawValue)
        case .sha1: CInt(GCRY_MD_SHA1.rawValue)
        case .sha256: CInt(GCRY_MD_SHA256.rawValue)
        case .sha384: CInt(GCRY_MD_SHA384.rawValue)
        case .sha512: CInt(GCRY_MD_SHA512.rawValue)
        }
    }
}

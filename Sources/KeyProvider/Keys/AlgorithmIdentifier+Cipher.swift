internal import CipherCore
public import KeyBlob

/// Where an ALG_ID becomes an algorithm of the cipher core.
extension AlgorithmIdentifier {
    /// The cipher of a session key; nil for what is none, or none that the core has.
    var cipher: CipherAlgorithm? {
        switch self {
        case .rc2: .rc2
        case .rc4: .rc4
        case .des: .des
        case .twoKeyTripleDES: .twoKeyTripleDES
        case .tripleDES: .tripleDES
        case .aes128: .aes128
        case .aes192: .aes192
        case .aes256: .aes256
        default: nil
        }
    }

    /// The digest of a hash; nil for what is none, and for SSL3_SHAMD5, whose value is always set from outside.
    var digest: DigestAlgorithm? {
        switch self {
        case .md2: .md2
        case .md4: .md4
        case .md5: .md5
        case .sha1: .sha1
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        default: nil
        }
    }

    /// The length of a hash value, in bytes; SSL3_SHAMD5's is an MD5 and a SHA-1 one behind each other.
    var hashByteCount: Int? { self == .ssl3SHAMD5 ? 36 : digest?.byteCount }

    var isDESFamily: Bool { self == .des || self == .twoKeyTripleDES || self == .tripleDES }

    /// Whether new keys of this algorithm need ``Insecure/weakKeys``.
    public var isWeak: Bool {
        switch self {
        case .rc2, .rc4, .des, .twoKeyTripleDES: true
        default: false
        }
    }
}

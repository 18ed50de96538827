import CipherCore
import KeyProvider

/// What a secret is, and so which forms of it may lie in memory.
enum SecretKind: UInt8 {
    /// A password, a hash value, a secret number.
    case bytes
    case aesKey
    /// 8, 16 or 24 bytes.
    case desKey
    case rc2Key
    case rc4Key
    /// One of RSA's two primes, big-endian.
    case prime

    init(_ algorithm: CipherAlgorithm) {
        switch algorithm {
        case .aes128, .aes192, .aes256: self = .aesKey
        case .des, .twoKeyTripleDES, .tripleDES, .desx: self = .desKey
        case .rc2: self = .rc2Key
        case .rc4: self = .rc4Key
        }
    }
}

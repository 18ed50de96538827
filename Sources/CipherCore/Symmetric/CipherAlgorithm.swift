/// The symmetric ciphers a CryptoAPI provider offers, by what the algorithm itself can take.
///
/// Which key lengths a *provider* allows is the business of the layer above.
public enum CipherAlgorithm: Sendable, CaseIterable {
    /// RC2 (RFC 2268), with any effective key length; our own code.
    case rc2
    /// RC4 (RFC 6229 has its test vectors), a stream cipher; our own code.
    case rc4
    /// DES (FIPS 46-3). The low bit of each key byte is ignored.
    case des
    /// Triple DES with the keys K1, K2, K1.
    case twoKeyTripleDES
    /// Triple DES with the keys K1, K2, K3.
    case tripleDES
    /// DESX: DES between two whitenings, in CNG only; no Microsoft CSP has it. The key is K, K1, K2 of 8 bytes each,
    /// and a block C = K2 ⊕ DES(K, P ⊕ K1): the order of Microsoft's SymCrypt, which is that of RSA's BSAFE.
    case desx
    /// AES (FIPS 197) with a key of 16 bytes.
    case aes128
    /// AES with a key of 24 bytes.
    case aes192
    /// AES with a key of 32 bytes.
    case aes256

    /// The length of a block, in bytes; nil for the stream cipher.
    public var blockByteCount: Int? {
        switch self {
        case .rc2, .des, .twoKeyTripleDES, .tripleDES, .desx: 8
        case .rc4: nil
        case .aes128, .aes192, .aes256: 16
        }
    }

    /// The legal key lengths, in bytes; those of DES count the parity bits.
    public var keyByteCounts: ClosedRange<Int> {
        switch self {
        case .rc2: 1...128
        case .rc4: 1...256
        case .des: 8...8
        case .twoKeyTripleDES, .aes128: 16...16
        case .tripleDES, .desx, .aes192: 24...24
        case .aes256: 32...32
        }
    }

    /// Whether the whole key is made of DES keys, whose bytes have odd parity.
    var isOfDESFamily: Bool { self == .des || self == .twoKeyTripleDES || self == .tripleDES }
}

internal import KeyBlob

/// A cryptographic service provider: which algorithms it has, with which key lengths, and what it does with salts.
///
/// Source: Microsoft Learn, "Microsoft Cryptographic Service Providers" and the tables of `CryptGenKey` and
/// `CryptDeriveKey`.
public enum Provider: String, Sendable, CaseIterable {
    /// `Microsoft Base Cryptographic Provider v1.0`: 40- and 56-bit keys.
    case base
    /// `Microsoft Strong Cryptographic Provider`: the default of PROV_RSA_FULL on Windows.
    case strong
    /// `Microsoft Enhanced Cryptographic Provider v1.0`: as Strong, but CRYPT_CREATE_SALT makes no salt.
    case enhanced
    /// `Microsoft Enhanced RSA and AES Cryptographic Provider` (PROV_RSA_AES).
    case aes

    /// The key lengths of a session key algorithm: the one taken where none is asked for, and the legal ones, in bits,
    /// DES parity included.
    struct KeyLengths {
        let standard: Int
        let legal: ClosedRange<Int>
    }

    /// The key lengths this provider has for `algorithm`.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``.
    func keyLengths(of algorithm: AlgorithmIdentifier) throws(ProviderError) -> KeyLengths {
        switch (algorithm, self) {
        case (.rc2, .base), (.rc4, .base): return KeyLengths(standard: 40, legal: 40...56)
        case (.rc2, _), (.rc4, _): return KeyLengths(standard: 128, legal: 40...128)
        case (.des, _): return KeyLengths(standard: 64, legal: 64...64)
        case (.twoKeyTripleDES, .strong), (.twoKeyTripleDES, .enhanced), (.twoKeyTripleDES, .aes):
            return KeyLengths(standard: 128, legal: 128...128)
        case (.tripleDES, .strong), (.tripleDES, .enhanced), (.tripleDES, .aes):
            return KeyLengths(standard: 192, legal: 192...192)
        case (.aes128, .aes): return KeyLengths(standard: 128, legal: 128...128)
        case (.aes192, .aes): return KeyLengths(standard: 192, legal: 192...192)
        case (.aes256, .aes): return KeyLengths(standard: 256, legal: 256...256)
        default: throw .unsupportedAlgorithm(algorithm)
        }
    }

    /// The key length for a request of `bits`, which may be nil (the provider's own choice) or, for the DES family, the
    /// number without parity bits (56, 112, 168): both mean the full length.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``.
    func keyByteCount(of algorithm: AlgorithmIdentifier, bits: Int?) throws(ProviderError) -> Int {
        let lengths = try keyLengths(of: algorithm)
        guard let bits else { return lengths.standard / 8 }
        if algorithm.isDESFamily && bits == lengths.standard / 8 * 7 { return lengths.standard / 8 }
        guard lengths.legal.contains(bits), bits % 8 == 0 else { throw .illegalKeyLength(bits: bits) }
        return bits / 8
    }

    /// The key lengths, in bytes, that a wrapped key of `algorithm` may have. Windows imports RC2 keys of up to 128
    /// bytes, beyond its advertised maximum, and then only decrypts with them.
    func wrappedKeyByteCounts(of algorithm: AlgorithmIdentifier) throws(ProviderError) -> ClosedRange<Int> {
        let legal = try keyLengths(of: algorithm).legal
        return legal.lowerBound / 8...(algorithm == .rc2 ? 128 : legal.upperBound / 8)
    }
}

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

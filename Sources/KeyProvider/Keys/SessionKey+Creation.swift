internal import CipherCore
public import KeyBlob

extension SessionKey {
    /// A random key (`CryptGenKey`). DES keys get odd parity.
    ///
    /// `bits` is the key length, parity bits included or not; nil takes the provider's own choice. An archivable key
    /// (CRYPT_ARCHIVABLE) may leave as long as this very value lives, and no duplicate of it.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``;
    ///   ``ProviderError/weakKeyRefused`` for a weak algorithm unless ``Insecure/weakKeys`` is allowed.
    public init(
        generating algorithm: AlgorithmIdentifier, bits: Int? = nil, provider: Provider = .aes,
        salt: SaltPolicy = .standard, isExportable: Bool = true, isArchivable: Bool = false,
        allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let byteCount = try provider.keyByteCount(of: algorithm, bits: bits)
        if algorithm.isWeak && insecure == nil { throw .weakKeyRefused }
        let saltByteCount = salt.byteCount(keyByteCount: byteCount, algorithm: algorithm, provider: provider)
        let key = try providing { () throws(CipherError) in try Self.randomKey(algorithm, byteCount) }
        let salt = try providing { () throws(CipherError) in
            salt == .create ? try SecretBytes.random(count: saltByteCount) : try SecretBytes(count: saltByteCount)
        }
        try self.init(
            algorithm, key: key, salt: salt, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable, isArchivable: isArchivable))
    }

    private static func randomKey(
        _ algorithm: AlgorithmIdentifier, _ byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        var key = try SecretBytes.random(count: byteCount)
        if algorithm.isDESFamily { unsafe key.withUnsafeMutableBytes { unsafe DESParity.forceOdd($0) } }
        return key
    }

    /// A key derived from a finished hash (`CryptDeriveKey`).
    ///
    /// - Parameters:
    ///   - hashValue: the hash value, in its natural order; 36 bytes for SSL3_SHAMD5.
    ///   - hash: the algorithm it was made with, which decides how it is stretched.
    ///   - bits: as in generation. The key is not new data's, so weak algorithms need no leave.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for an algorithm or hash that the provider lacks,
    ///   ``ProviderError/illegalKeyLength(bits:)``, ``ProviderError/illegalParameter(_:)`` for a hash value that is not as
    ///   long as its algorithm's.
    public init(
        derivingFrom hashValue: RawSpan, hash: AlgorithmIdentifier, algorithm: AlgorithmIdentifier, bits: Int? = nil,
        provider: Provider = .aes, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        guard hash.hashByteCount != nil, provider.has(hash) else { throw .unsupportedAlgorithm(hash) }
        guard hashValue.byteCount == hash.hashByteCount else { throw .illegalParameter(.hashValue) }
        try self.init(
            deriving: algorithm, bits, from: hashValue, provider, salt, isExportable: isExportable
        ) { cipher, byteCount throws(CipherError) in
            try CryptDeriveKey.key(hashValue: hashValue, digest: hash.digest, cipher: cipher, byteCount: byteCount)
        }
    }

    /// The key whose bytes `derive` makes of `hashValue`; the salt comes from the value itself.
    init(
        deriving algorithm: AlgorithmIdentifier, _ bits: Int?, from hashValue: RawSpan, _ provider: Provider,
        _ salt: SaltPolicy, isExportable: Bool,
        _ derive: (CipherAlgorithm, Int) throws(CipherError) -> SecretBytes
    ) throws(ProviderError) {
        let byteCount = try provider.keyByteCount(of: algorithm, bits: bits)
        guard let cipher = algorithm.cipher else { throw .unsupportedAlgorithm(algorithm) }
        let saltByteCount = salt.byteCount(keyByteCount: byteCount, algorithm: algorithm, provider: provider)
        let key: SecretBytes
        do throws(CipherError) {
            key = try derive(cipher, byteCount)
        } catch {
            // Two codes of a keyed hash, behind each other, can be too short for the key.
            throw error == .illegalKeyLength ? .illegalKeyLength(bits: byteCount * 8) : .cipher(error)
        }
        let salt = try providing { () throws(CipherError) in
            salt == .create && saltByteCount > 0
                ? try CryptDeriveKey.salt(hashValue: hashValue, keyByteCount: byteCount, byteCount: saltByteCount)
                : try SecretBytes(count: saltByteCount)
        }
        try self.init(
            algorithm, key: key, salt: salt, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }

    /// A key derived from a password: its bytes, in whatever encoding, are hashed, and the hash is derived from.
    ///
    /// - Throws: as the derivation from a hash; ``ProviderError/unsupportedAlgorithm(_:)`` also for SSL3_SHAMD5, which
    ///   hashes nothing.
    public init(
        derivingFromPassword password: RawSpan, hash: AlgorithmIdentifier, algorithm: AlgorithmIdentifier,
        bits: Int? = nil, provider: Provider = .aes, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        guard let digest = hash.digest else { throw .unsupportedAlgorithm(hash) }
        let value = try providing { () throws(CipherError) in try MessageDigest.hash(digest, password) }
        try self.init(
            derivingFrom: value.bytes, hash: hash, algorithm: algorithm, bits: bits, provider: provider, salt: salt,
            isExportable: isExportable)
    }
}

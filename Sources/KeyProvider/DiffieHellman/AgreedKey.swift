internal import CipherCore
public import KeyBlob

/// What two Diffie-Hellman keys agreed on (CALG_AGREEDKEY_ANY): a secret that is nobody's key yet. It outlives both
/// pairs, and makes as many keys as wanted.
public struct AgreedKey: ~Copyable, Sendable {
    /// Z = yˣ mod p: big-endian, as long as p.
    let secret: SecretBytes

    init(_ secret: consuming SecretBytes) { self.secret = secret }

    /// A second owner of the same secret (`CryptDuplicateKey`).
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func duplicate() throws(ProviderError) -> AgreedKey {
        AgreedKey(try providing { () throws(CipherError) in try secret.copy() })
    }

    /// A session key (KP_ALGID with the ALG_ID of a cipher): the first bytes of Z read little-endian, as if Z were a hash
    /// value; DES keys get odd parity.
    ///
    /// Both sides have the same key when both are this package's. Nobody has published how Windows takes its bytes of Z:
    /// a key of this kind is **not** known to fit the other side there. ``wrappingKey(_:bits:objectIdentifier:partyInfo:provider:isExportable:)``
    /// is the one that a standard defines.
    ///
    /// - Parameter bits: the key length, parity bits included or not; nil takes the provider's own choice. The key is not
    ///   new data's, so weak algorithms need no leave.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``.
    public borrowing func sessionKey(
        _ algorithm: AlgorithmIdentifier, bits: Int? = nil, provider: Provider = .enhancedDSSDH,
        salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) -> SessionKey {
        let value = try reversed(secret.bytes)
        return try SessionKey(
            deriving: algorithm, bits, from: value.bytes, provider, salt, isExportable: isExportable
        ) { cipher, byteCount throws(CipherError) in
            try CryptDeriveKey.key(hashValue: value.bytes, digest: nil, cipher: cipher, byteCount: byteCount)
        }
    }

    /// The key that wraps a content-encryption key in CMS (KP_CMS_DH_KEY_INFO): ANSI X9.42 with SHA-1, RFC 2631.
    ///
    /// - Parameters:
    ///   - algorithm: CALG_3DES, or CALG_RC2 of `bits` bits, 128 when nil.
    ///   - objectIdentifier: what the key is for (`pszContentEncObjId`), in figures and dots; when nil the RFC's for the
    ///     algorithm: id-alg-CMS3DESwrap (1.2.840.113549.1.9.16.3.6) or id-alg-CMSRC2wrap (the same with 7 at its end).
    ///   - partyInfo: the sender's partyAInfo (`PubInfo`): 64 bytes in the RFC; empty for none.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``;
    ///   ``ProviderError/illegalParameter(_:)`` for an object identifier that is none, or more than 16384 bytes of
    ///   partyAInfo.
    public borrowing func wrappingKey(
        _ algorithm: AlgorithmIdentifier, bits: Int? = nil, objectIdentifier: String? = nil,
        partyInfo: RawSpan = RawSpan(),
        provider: Provider = .enhancedDSSDH, isExportable: Bool = false
    ) throws(ProviderError) -> SessionKey {
        guard algorithm == .tripleDES || algorithm == .rc2 else { throw .unsupportedAlgorithm(algorithm) }
        let byteCount = try provider.keyByteCount(of: algorithm, bits: bits)
        var purpose = algorithm == .rc2 ? X942KDF.rc2Wrap : X942KDF.tripleDESWrap
        if let objectIdentifier {
            guard let encoded = ObjectIdentifier.encoded(objectIdentifier) else { throw .illegalParameter(.keyInfo) }
            purpose = encoded
        }
        guard partyInfo.byteCount <= 16384 else { throw .illegalParameter(.keyInfo) }
        var key: SecretBytes
        do throws(CipherError) {
            key =
                partyInfo.isEmpty
                ? try X942KDF.derive(secret: secret.bytes, objectIdentifier: purpose, byteCount: byteCount)
                : try X942KDF.derive(
                    secret: secret.bytes, objectIdentifier: purpose, partyInfo: partyInfo, byteCount: byteCount)
        } catch {
            throw .cipher(error)
        }
        if algorithm.isDESFamily { unsafe key.withUnsafeMutableBytes { unsafe DESParity.forceOdd($0) } }
        let noSalt = try providing { () throws(CipherError) in try SecretBytes(count: 0) }
        return try SessionKey(
            algorithm, key: key, salt: noSalt, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }

    /// The master key of an SSL 3.0 or TLS 1.0 session (KP_ALGID with CALG_SSL3_MASTER or CALG_TLS1_MASTER).
    ///
    /// The pre-master secret is Z, big-endian, without the zero bytes that it may begin with: so does practice, and RFC
    /// 5246 section 8.1.2 after it. How many there were can be seen in the time of what follows, which gives nothing
    /// away as long as a pair is used for one connection alone; of a pair that is used often it is an oracle
    /// ("Raccoon", 2020).
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``.
    public borrowing func masterKey(
        _ algorithm: AlgorithmIdentifier, provider: Provider = .dhSchannel, isExportable: Bool = false
    ) throws(ProviderError) -> MasterKey {
        guard algorithm == .ssl3Master || algorithm == .tls1Master else { throw .unsupportedAlgorithm(algorithm) }
        let zeroCount = unsafe secret.withUnsafeBytes { unsafe $0.firstIndex { $0 != 0 } ?? $0.count }
        let preMaster = try providing { () throws(CipherError) in
            try SecretBytes(copying: secret.bytes.extracting(droppingFirst: zeroCount))
        }
        return try MasterKey(
            algorithm, secret: preMaster, carriesVersion: false, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }
}

internal import CPKCS11
internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// An RSA key pair that lives in a token. Any number of threads may use it.
public struct TokenKeyPair: ~Copyable, Sendable {
    /// The private key within the token.
    public let key: TokenKey
    /// What the pair is for.
    public let purpose: KeyPurpose
    /// What may be done with the pair through this value: ``KeyPermissions/decrypt`` is unwrapping.
    public let permissions: KeyPermissions
    let rsa: RSAPublicKey
    let rejectionSecret = RejectionSecret()

    /// The pair of this description.
    ///
    /// - Throws: ``TokenError/wrongKey`` for a session key.
    public init(_ key: TokenKey) throws(TokenError) {
        try self.init(
            key, key.algorithm == .rsaKeyExchange ? .exchange : .signature, key.permissions)
    }

    /// The pair that a reference tells of.
    ///
    /// - Throws: ``TokenError/wrongKey``, and as ``TokenReference/key(in:)``.
    public init(importing reference: TokenReference, from token: Token) throws(TokenError) {
        let key = try reference.key(in: token)
        try self.init(
            key, reference.algorithm == .rsaKeyExchange ? .exchange : .signature,
            key.permissions.intersection(reference.permissions))
    }

    private init(_ key: TokenKey, _ purpose: KeyPurpose, _ permissions: KeyPermissions) throws(TokenError) {
        guard let rsa = key.publicKey else { throw .wrongKey }
        self.key = key
        self.purpose = purpose
        self.permissions = permissions
        self.rsa = rsa
    }

    /// The pair as an OPAQUEKEYBLOB that refers to it. The token keeps the pair.
    ///
    /// - Parameter sealingKey: a secret that writer and reader share; nil for a seal against damage alone.
    /// - Throws: ``TokenError/blob(_:)``, ``TokenError/provider(_:)``.
    public borrowing func exportReference(sealedWith sealingKey: RawSpan? = nil) throws(TokenError) -> [UInt8] {
        try TokenReference(key, algorithm: purpose.algorithm, permissions: permissions).blob(sealedWith: sealingKey)
    }

    /// The same, as CRYPT_DESTROYKEY wants it: this value is gone, the token's pair is not. Others may use it.
    ///
    /// - Throws: as ``exportReference(sealedWith:)``.
    public consuming func exportReferenceAndDestroy(
        sealedWith sealingKey: RawSpan? = nil
    ) throws(TokenError) -> [UInt8] {
        try exportReference(sealedWith: sealingKey)
    }

    /// The length of the modulus, in bits.
    public var bitLength: Int { rsa.bitLength }

    /// The public half, to wrap session keys for the pair's owner and to verify what he signed. It is taken as the token
    /// has it: ``KeyProvider/PublicKey/weaknesses()`` says what is wrong with it.
    ///
    /// - Throws: ``TokenError/provider(_:)`` for lengths that CryptoAPI does not have.
    public var publicKey: PublicKey {
        get throws(TokenError) {
            let modulus = [UInt8](rsa.modulus.reversed())
            let (purpose, exponent) = (purpose, rsa.publicExponent)
            return try inProvider { () throws(ProviderError) in
                try PublicKey(
                    importing: RSAPublicKeyBlob(
                        keyAlgorithm: purpose.algorithm, publicExponent: exponent,
                        modulus: LittleEndianInteger(bytes: modulus.span.bytes)),
                    allowing: .weakKeys)
            }
        }
    }
}

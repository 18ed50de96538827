public import CipherCore
public import KeyBlob

/// What a key pair is for. A provider does not use a signature pair to wrap keys.
public enum KeyPurpose: Sendable {
    /// AT_KEYEXCHANGE: wraps and unwraps session keys, and may sign.
    case exchange
    /// AT_SIGNATURE: signs.
    case signature

    /// CALG_RSA_KEYX or CALG_RSA_SIGN.
    public var algorithm: AlgorithmIdentifier { self == .exchange ? .rsaKeyExchange : .rsaSign }

    init(_ algorithm: AlgorithmIdentifier) { self = algorithm == .rsaSign ? .signature : .exchange }
}

/// An RSA public key, as somebody else's PUBLICKEYBLOB or one's own key pair gives it.
public struct PublicKey: Sendable {
    /// What the key is for.
    public let purpose: KeyPurpose
    let rsa: RSAPublicKey

    init(_ purpose: KeyPurpose, _ rsa: RSAPublicKey) {
        self.purpose = purpose
        self.rsa = rsa
    }

    /// The length of the modulus, in bits.
    public var bitLength: Int { rsa.bitLength }

    /// What the numbers tell of the key's strength.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public func weaknesses() throws(ProviderError) -> [KeyWeakness] {
        try providing { () throws(CipherError) in try rsa.weaknesses() }
    }

    /// The key in a PUBLICKEYBLOB.
    ///
    /// - Parameter insecure: take a key whose private half anybody can compute (``KeyWeakness/rocaFingerprint``) too.
    /// - Throws: ``ProviderError/cipher(_:)`` for numbers that make no RSA key, and with ``CipherError/weakKey(_:)``.
    public init(
        importing blob: borrowing RSAPublicKeyBlob, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let modulus = ByteOrder.bigEndian(blob.modulus)
        let exponent = blob.publicExponent
        let rsa = try providing { () throws(CipherError) in
            try RSAPublicKey(modulus, exponent, allowing: insecure)
        }
        self.init(KeyPurpose(blob.keyAlgorithm), rsa)
    }

    /// The key in the bytes of a PUBLICKEYBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(importing source: RawSpan, allowing insecure: Insecure? = nil) throws(ProviderError) {
        let blob: RSAPublicKeyBlob
        do throws(BlobError) { blob = try RSAPublicKeyBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(importing: blob, allowing: insecure)
    }

    /// The key as a PUBLICKEYBLOB.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` for a legacy key that no legal BLOB can carry.
    public func exportBlob() throws(ProviderError) -> [UInt8] {
        let modulus = [UInt8](rsa.modulus.reversed())
        let blob = RSAPublicKeyBlob(
            keyAlgorithm: purpose.algorithm, publicExponent: rsa.publicExponent,
            modulus: LittleEndianInteger(bytes: unsafe modulus.span.bytes))
        return try coding { () throws(BlobError) in try blob.serialized() }
    }
}

extension RSAPublicKey {
    /// The key of a big-endian modulus; refuses weak ones unless `insecure` takes them.
    init(_ modulus: [UInt8], _ exponent: UInt32, allowing insecure: Insecure?) throws(CipherError) {
        let span = modulus.span
        switch insecure {
        case nil: try self.init(modulus: unsafe span.bytes, publicExponent: exponent)
        case .weakKeys: try self.init(insecureModulus: unsafe span.bytes, publicExponent: exponent)
        }
    }
}

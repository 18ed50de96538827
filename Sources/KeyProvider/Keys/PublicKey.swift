public import CipherCore
public import KeyBlob

/// A public key, as somebody else's PUBLICKEYBLOB or one's own key pair gives it: RSA, DSS or Diffie-Hellman.
public struct PublicKey: Sendable, Equatable {
    /// The algorithm (KP_ALGID): CALG_RSA_KEYX, CALG_RSA_SIGN, CALG_DSS_SIGN, CALG_DH_SF or CALG_DH_EPHEM.
    public let algorithm: AlgorithmIdentifier
    let numbers: PublicNumbers

    init(_ algorithm: AlgorithmIdentifier, _ numbers: PublicNumbers) {
        self.algorithm = algorithm
        self.numbers = numbers
    }

    /// What the key is for.
    public var purpose: KeyPurpose { KeyPurpose(algorithm) }

    /// The length of the modulus, or of p, in bits (KP_KEYLEN).
    public var bitLength: Int { numbers.bitLength }

    /// The RSA key that this must be.
    ///
    /// - Throws: ``ProviderError/unsuitableKey``.
    func rsa() throws(ProviderError) -> RSAPublicKey {
        guard case .rsa(let key) = numbers else { throw .unsuitableKey }
        return key
    }

    /// What the numbers of an RSA key tell of its strength; nothing for others, whose groups are checked when they come
    /// in.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public func weaknesses() throws(ProviderError) -> [KeyWeakness] {
        guard case .rsa(let key) = numbers else { return [] }
        return try providing { () throws(CipherError) in try key.weaknesses() }
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

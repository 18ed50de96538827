internal import CipherCore
internal import KeyBlob

/// An RSA key pair inside a provider. It has one owner; when that is gone the private numbers are wiped.
public struct KeyPair: ~Copyable, Sendable {
    /// What the pair is for.
    public let purpose: KeyPurpose
    /// Whether the private key may leave the provider in a BLOB (CRYPT_EXPORTABLE).
    public let isExportable: Bool
    let rsa: RSAPrivateKey

    init(_ purpose: KeyPurpose, _ rsa: consuming RSAPrivateKey, isExportable: Bool) {
        self.purpose = purpose
        self.rsa = rsa
        self.isExportable = isExportable
    }

    /// The length of the modulus, in bits.
    public var bitLength: Int { rsa.publicKey.bitLength }

    /// The public half.
    public var publicKey: PublicKey { PublicKey(purpose, rsa.publicKey) }

    /// A new pair (`CryptGenKey`) with the public exponent 65537.
    ///
    /// `bits` is the length of the modulus: 384 to 16384, a multiple of 8.
    ///
    /// - Throws: ``ProviderError/illegalKeyLength(bits:)``; ``ProviderError/weakKeyRefused`` below 2048 bits unless
    ///   ``Insecure/weakKeys`` is allowed.
    public init(
        generating purpose: KeyPurpose, bits: Int = 2048, isExportable: Bool = true, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        guard (384...16384).contains(bits), bits % 8 == 0 else { throw .illegalKeyLength(bits: bits) }
        if bits < 2048 && insecure == nil { throw .weakKeyRefused }
        let rsa = try providing { () throws(CipherError) in try RSAPrivateKey.generate(bitLength: bits) }
        self.init(purpose, rsa, isExportable: isExportable)
    }
}

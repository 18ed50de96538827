internal import CipherCore
public import KeyBlob

/// A key pair inside a provider: RSA, DSS or Diffie-Hellman. It has one owner; the private numbers are wiped when it and
/// all its duplicates are gone.
public struct KeyPair: ~Copyable, Sendable {
    /// The algorithm (KP_ALGID): CALG_RSA_KEYX, CALG_RSA_SIGN, CALG_DSS_SIGN, CALG_DH_SF or CALG_DH_EPHEM.
    public let algorithm: AlgorithmIdentifier
    /// What the key may be used for (KP_PERMISSIONS).
    public private(set) var permissions: KeyPermissions
    let numbers: PrivateNumbers

    init(_ algorithm: AlgorithmIdentifier, _ numbers: PrivateNumbers, permissions: KeyPermissions) {
        self.algorithm = algorithm
        self.numbers = numbers
        self.permissions = permissions
    }

    /// What the pair is for.
    public var purpose: KeyPurpose { KeyPurpose(algorithm) }

    /// Whether the private key may leave the provider in a BLOB (CRYPT_EXPORTABLE, CRYPT_ARCHIVABLE).
    public var isExportable: Bool { permissions.allowExport }

    /// The length of the modulus, or of p, in bits (KP_KEYLEN).
    public var bitLength: Int { numbers.publicNumbers.bitLength }

    /// The public half.
    public var publicKey: PublicKey { PublicKey(algorithm, numbers.publicNumbers) }

    /// The RSA key that this must be.
    ///
    /// - Throws: ``ProviderError/unsuitableKey``.
    func rsa() throws(ProviderError) -> Shared<RSAPrivateKey> {
        guard case .rsa(let key) = numbers else { throw .unsuitableKey }
        return key
    }

    /// A second owner of the same numbers (`CryptDuplicateKey`, `CryptGetUserKey`), with permissions of its own. It may
    /// not be archived: that is the first handle's right.
    public borrowing func duplicate() -> KeyPair {
        KeyPair(algorithm, numbers, permissions: permissions.subtracting(.archive))
    }

    /// Sets KP_PERMISSIONS.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` where a key would get leave to leave.
    public mutating func setPermissions(_ wanted: KeyPermissions) throws(ProviderError) {
        permissions = try permissions.setting(wanted)
    }
}

internal import CipherCore
public import KeyBlob

extension KeyPair {
    /// A new RSA pair (`CryptGenKey`) with the public exponent 65537.
    ///
    /// `bits` is the length of the modulus: 384 to 16384, a multiple of 8.
    ///
    /// - Throws: ``ProviderError/illegalKeyLength(bits:)``; ``ProviderError/weakKeyRefused`` below 2048 bits unless
    ///   ``Insecure/weakKeys`` is allowed.
    public init(
        generating purpose: KeyPurpose, bits: Int = 2048, isExportable: Bool = true, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        try self.init(
            generating: purpose.algorithm, bits: bits, provider: .aes, isExportable: isExportable, allowing: insecure)
    }

    /// A new pair (`CryptGenKey`) of an algorithm that the provider has.
    ///
    /// - Parameters:
    ///   - bits: the length of the modulus or of p; nil for the provider's own choice, which is 1024 or 512.
    ///   - isArchivable: CRYPT_ARCHIVABLE: may leave as long as this very value lives, and no duplicate of it.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``;
    ///   ``ProviderError/weakKeyRefused`` below 2048 bits unless ``Insecure/weakKeys`` is allowed.
    public init(
        generating algorithm: AlgorithmIdentifier, bits: Int? = nil, provider: Provider, isExportable: Bool = true,
        isArchivable: Bool = false, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        guard algorithm.isKeyPair else { throw .unsupportedAlgorithm(algorithm) }
        let bits = try provider.pairBitLength(of: algorithm, bits: bits)
        if bits < 2048 && insecure == nil { throw .weakKeyRefused }
        let numbers = try providing { () throws(CipherError) in
            switch algorithm {
            case .dssSign: try PrivateNumbers.newDSS(bitLength: bits)
            case .dhStoreAndForward, .dhEphemeral: try PrivateNumbers.newDiffieHellman(bitLength: bits)
            default: PrivateNumbers.rsa(Shared(try RSAPrivateKey.generate(bitLength: bits)))
            }
        }
        self.init(
            algorithm, numbers, permissions: KeyPermissions(isExportable: isExportable, isArchivable: isArchivable))
    }
}

extension PrivateNumbers {
    /// A DSS key in a group of its own, with the seed that proves it.
    fileprivate static func newDSS(bitLength: Int) throws(CipherError) -> PrivateNumbers {
        let (parameters, seed) = try DSAParameters.generate(bitLength: bitLength, orderBitLength: 160)
        let key = try DSAPrivateKey.generate(parameters)
        // In BLOBs the seed is little-endian like all else.
        return .dss(Shared(key), DomainSeed(counter: seed.counter, seed: seed.seed.reversed(), j: []))
    }

    /// A Diffie-Hellman key in the standard group of its length, or in a new one.
    fileprivate static func newDiffieHellman(bitLength: Int) throws(CipherError) -> PrivateNumbers {
        let parameters: DiffieHellmanParameters
        if let standard = DiffieHellmanParameters.standard(bitLength: bitLength) {
            parameters = standard
        } else {
            parameters = try DiffieHellmanParameters.generate(bitLength: bitLength)
        }
        return .diffieHellman(Shared(try DiffieHellmanPrivateKey.generate(parameters)), .none)
    }
}

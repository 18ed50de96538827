internal import CipherCore
public import KeyBlob

extension KeyPair {
    /// A new DSS or Diffie-Hellman pair in a given group: CRYPT_PREGEN, the parameters, then KP_X with no data.
    ///
    /// - Parameters:
    ///   - bits: the length of p that was asked for with CRYPT_PREGEN; nil takes that of the parameters.
    ///   - parameters: p and g, for DSS q too. A Diffie-Hellman group whose q nobody says is taken; then nothing tells
    ///     whether g generates much, and private values are as long as p.
    /// - Throws: as the generation in a group of the provider's own; ``ProviderError/illegalParameter(_:)`` where p has
    ///   another length than was asked for, g is longer than p, or DSS has no q; ``ProviderError/cipher(_:)`` with
    ///   ``CipherError/weakKey(_:)`` for a g that generates nothing or has not the order q.
    public init(
        generating algorithm: AlgorithmIdentifier, bits: Int? = nil, parameters: KeyParameters, provider: Provider,
        isExportable: Bool = true, isArchivable: Bool = false, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        guard algorithm == .dssSign || algorithm.isDiffieHellman else { throw .unsupportedAlgorithm(algorithm) }
        let bits = try provider.pairBitLength(of: algorithm, bits: bits ?? parameters.bitLength)
        guard parameters.bitLength == bits, parameters.generator.count <= parameters.prime.count else {
            throw .illegalParameter(.group)
        }
        if bits < 2048 && insecure == nil { throw .weakKeyRefused }
        let numbers: PrivateNumbers
        if algorithm == .dssSign {
            let group = try parameters.dssGroup()
            let key = try providing { () throws(CipherError) in try DSAPrivateKey.generate(group) }
            numbers = .dss(Shared(key), parameters.seed)
        } else {
            let group = try parameters.diffieHellmanGroup()
            let key = try providing { () throws(CipherError) in try DiffieHellmanPrivateKey.generate(group) }
            numbers = .diffieHellman(Shared(key), parameters.seed)
        }
        self.init(
            algorithm, numbers, permissions: KeyPermissions(isExportable: isExportable, isArchivable: isArchivable))
    }

    /// p, g and where it is known q, little-endian (KP_P, KP_G, KP_Q); nil for RSA.
    public var parameters: KeyParameters? { numbers.publicNumbers.parameters }

    /// Whether the group is what it says (KP_VERIFY_PARAMS): see ``PublicKey/verifyParameters()``.
    ///
    /// - Throws: as ``PublicKey/verifyParameters()``.
    public func verifyParameters() throws(ProviderError) -> Bool { try publicKey.verifyParameters() }
}

extension PublicKey {
    /// p, g and where it is known q, little-endian (KP_P, KP_G, KP_Q); nil for RSA.
    public var parameters: KeyParameters? { numbers.parameters }

    /// Whether p is prime, and q where it is known (KP_VERIFY_PARAMS); takes some milliseconds. That q divides p - 1 and
    /// g has the order q was seen when the key came in.
    ///
    /// A seed is not asked: FIPS 186 made primes of seeds in more than one way, and no BLOB says in which.
    ///
    /// - Throws: ``ProviderError/unsuitableKey`` for RSA, which has no parameters; ``ProviderError/cipher(_:)``.
    public func verifyParameters() throws(ProviderError) -> Bool {
        switch numbers {
        case .rsa: throw .unsuitableKey
        case .dss(let key, _): try providing { () throws(CipherError) in try key.parameters.isSound() }
        case .diffieHellman(let group, _, _): try providing { () throws(CipherError) in try group.isSound() }
        }
    }
}

extension PublicNumbers {
    var parameters: KeyParameters? {
        switch self {
        case .rsa: nil
        case .dss(let key, let seed): KeyParameters(key.parameters, seed)
        case .diffieHellman(let group, _, let seed): KeyParameters(group, seed)
        }
    }
}

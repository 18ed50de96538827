internal import CipherCore
internal import KeyBlob

/// The numbers that all keys of a DSS or Diffie-Hellman group share, as key parameters and BLOBs carry them.
///
/// A key made with CRYPT_PREGEN gets them before it has numbers of its own: one by one (KP_P, KP_Q, KP_G) or in a BLOB
/// (KP_PUB_PARAMS). They are held against each other when a key is made or read with them, not here.
public struct KeyParameters: Sendable, Equatable {
    /// p (KP_P): little-endian.
    public let prime: [UInt8]
    /// q, the order of what g generates (KP_Q): little-endian; nil where nobody said.
    public let subgroupOrder: [UInt8]?
    /// g (KP_G): little-endian.
    public let generator: [UInt8]
    /// What else a BLOB of version 3 says of the group.
    let seed: DomainSeed

    /// Parameters of their numbers, little-endian as KP_P, KP_Q and KP_G carry them.
    public init(prime: RawSpan, q subgroupOrder: RawSpan? = nil, generator: RawSpan) {
        self.prime = Self.copy(prime)
        self.generator = Self.copy(generator)
        if let subgroupOrder { self.subgroupOrder = Self.copy(subgroupOrder) } else { self.subgroupOrder = nil }
        seed = .none
    }

    /// The parameters in a BLOB (KP_PUB_PARAMS): a PUBLICKEYBLOB of version 3, DSS or Diffie-Hellman, without y.
    ///
    /// - Throws: ``ProviderError/blob(_:)``.
    public init(importing source: RawSpan) throws(ProviderError) {
        do throws(BlobError) {
            if try BlobHeader(peekingAt: source).keyAlgorithm == .dssSign {
                self.init(try DSSVersion3ParametersBlob(parsing: source).parameters)
            } else {
                self.init(try DHVersion3ParametersBlob(parsing: source).parameters)
            }
        } catch {
            throw .blob(error)
        }
    }

    /// The parameters in a BLOB with a key.
    init(_ domain: DomainParameters) {
        prime = Self.copy(domain.p.bytes)
        subgroupOrder = domain.q.byteCount == 0 ? nil : Self.copy(domain.q.bytes)
        generator = Self.copy(domain.g.bytes)
        seed = DomainSeed(counter: domain.counter, seed: Self.copy(domain.seed), j: Self.copy(domain.j.bytes))
    }

    /// The parameters of a group.
    init(_ group: DiffieHellmanParameters, _ seed: DomainSeed) {
        prime = group.prime.reversed()
        subgroupOrder = group.subgroupOrder.map { $0.reversed() }
        generator = group.generator.reversed()
        self.seed = seed
    }

    /// The parameters of a DSS group.
    init(_ group: DSAParameters, _ seed: DomainSeed) {
        prime = group.prime.reversed()
        subgroupOrder = group.subgroupOrder.reversed()
        generator = group.generator.reversed()
        self.seed = seed
    }

    private static func copy(_ span: RawSpan) -> [UInt8] { unsafe span.withUnsafeBytes { unsafe Array($0) } }
}

extension KeyParameters {
    /// The length of p, in bits.
    var bitLength: Int {
        guard let top = prime.lastIndex(where: { $0 != 0 }) else { return 0 }
        return 8 * (top + 1) - prime[top].leadingZeroBitCount
    }

    /// The group that they make for Diffie-Hellman.
    ///
    /// - Throws: ``ProviderError/cipher(_:)`` with ``CipherError/illegalParameter`` or ``CipherError/weakKey(_:)``.
    func diffieHellmanGroup() throws(ProviderError) -> DiffieHellmanParameters {
        let (p, g) = (prime.bigEndian, generator.bigEndian)
        return try providing { () throws(CipherError) in
            guard let q = subgroupOrder?.bigEndian else {
                return try DiffieHellmanParameters(prime: unsafe p.span.bytes, generator: unsafe g.span.bytes)
            }
            return try DiffieHellmanParameters(
                prime: unsafe p.span.bytes, generator: unsafe g.span.bytes, subgroupOrder: unsafe q.span.bytes)
        }
    }

    /// The group that they make for DSS, which needs q.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` without q; else as for Diffie-Hellman.
    func dssGroup() throws(ProviderError) -> DSAParameters {
        guard let q = subgroupOrder?.bigEndian else { throw .illegalParameter(.group) }
        let (p, g) = (prime.bigEndian, generator.bigEndian)
        return try providing { () throws(CipherError) in
            try DSAParameters(
                prime: unsafe p.span.bytes, subgroupOrder: unsafe q.span.bytes, generator: unsafe g.span.bytes)
        }
    }

    /// Calls `body` with the fields that a BLOB has for them.
    func withFields<Result: ~Copyable>(
        _ body: (DomainParameters) throws(ProviderError) -> Result
    ) throws(ProviderError) -> Result {
        let q = subgroupOrder ?? []
        return try body(
            DomainParameters(
                p: LittleEndianInteger(bytes: unsafe prime.span.bytes),
                q: LittleEndianInteger(bytes: unsafe q.span.bytes),
                g: LittleEndianInteger(bytes: unsafe generator.span.bytes),
                j: LittleEndianInteger(bytes: unsafe seed.j.span.bytes), counter: seed.counter,
                seed: unsafe seed.seed.span.bytes))
    }
}

extension [UInt8] {
    /// A little-endian number the other way round.
    fileprivate var bigEndian: [UInt8] { reversed() }
}

/// What a verifiable group was made from, so that others can see that nobody chose its numbers (FIPS 186-4 section
/// A.1.1.3): the `DSSSEED` of CryptoAPI's BLOBs, and `Count` and `Seed` of CNG's.
public struct DSASeed: Sendable, Equatable {
    /// As many bytes as q has, or more.
    public let seed: [UInt8]
    /// The number of p's that were tried in vain.
    public let counter: UInt32
    /// The hash function.
    public let digest: DigestAlgorithm
}

extension DSAParameters {
    /// Lengths of p that parameters can be made for, in bits: multiples of 64.
    public static let generatedBitLengths = 512...3072

    /// A new group, made so that its making can be verified (FIPS 186-4 sections A.1.1.2 and A.2.3).
    ///
    /// Below 1024 bits the method is that of FIPS 186-2's lengths with 186-4's hashing. The time varies about a mean
    /// that grows with the fourth power of the length.
    ///
    /// - Parameters:
    ///   - bitLength: of p: a multiple of 64 from 512 to 3072.
    ///   - orderBitLength: of q: 160, 224 or 256; when nil 160 up to 1024 bits of p, and 256 above.
    ///   - digest: the hash function, whose values must be as long as q at least; when nil SHA-1 for 160 bits and
    ///     SHA-256 for more.
    ///   - seed: to begin with, as many bytes as q has or more; when nil random ones. Random ones follow it if it makes
    ///     no q.
    /// - Throws: ``CipherError/illegalParameter``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``,
    ///   ``CipherError/unsupportedAlgorithm``.
    public static func generate(
        bitLength: Int, orderBitLength: Int? = nil, digest: DigestAlgorithm? = nil, seed: [UInt8]? = nil
    ) throws(CipherError) -> (parameters: DSAParameters, seed: DSASeed) {
        let orderBitLength = orderBitLength ?? (bitLength <= 1024 ? 160 : 256)
        let digest = digest ?? (orderBitLength <= 160 ? .sha1 : .sha256)
        guard generatedBitLengths.contains(bitLength), bitLength.isMultiple(of: 64),
            [160, 224, 256].contains(orderBitLength), 8 * digest.byteCount >= orderBitLength,
            seed.map({ $0.count >= orderBitLength / 8 }) ?? true
        else { throw .illegalParameter }

        let search = DSAPrimeSearch(bitLength: bitLength, orderBitLength: orderBitLength, digest: digest)
        var given = seed
        while true {
            let seed: [UInt8]
            if let first = given.take() { seed = first } else { seed = try search.randomSeed() }
            if let found = try search.primes(seed) {
                let generator = try search.generator(found, seed: seed)
                let parameters = try DSAParameters(
                    prime: found.prime.span.bytes, subgroupOrder: found.order.span.bytes,
                    generator: generator.span.bytes)
                return (parameters, DSASeed(seed: seed, counter: found.counter, digest: digest))
            }
        }
    }

    /// Whether p and q are those that come of a seed, as they say. A g made otherwise than by ``generate`` says nothing
    /// against it: CryptoAPI and older software chose it at will.
    ///
    /// - Throws: as ``generate``.
    public func wereMade(from seed: DSASeed) throws(CipherError) -> Bool {
        guard seed.digest.byteCount >= orderByteCount, seed.seed.count >= orderByteCount else { return false }
        let search = DSAPrimeSearch(
            bitLength: group.bitLength, orderBitLength: 8 * orderByteCount, digest: seed.digest)
        guard let found = try search.primes(seed.seed) else { return false }
        return found.counter == seed.counter && found.prime == prime && found.order == subgroupOrder
    }
}

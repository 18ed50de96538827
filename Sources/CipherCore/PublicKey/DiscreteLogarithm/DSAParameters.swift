/// The group that DSA (FIPS 186-4 section 4) works in: primes p and q, q dividing p - 1, and a generator g of the
/// subgroup of order q.
public struct DSAParameters: Sendable, Equatable {
    let group: DiffieHellmanParameters
    /// q: big-endian, without leading zeros; 160, 224 or 256 bits.
    public let subgroupOrder: [UInt8]

    /// p: big-endian, without leading zeros; 512 to 3072 bits.
    public var prime: [UInt8] { group.prime }

    /// g: big-endian, as long as p.
    public var generator: [UInt8] { group.generator }

    /// The length of p and of public values, in bytes.
    public var byteCount: Int { prime.count }

    /// The length of q, of private values and of half a signature, in bytes.
    public var orderByteCount: Int { subgroupOrder.count }

    /// Given parameters, each big-endian, leading zeros allowed.
    ///
    /// Checked are the lengths, that q divides p - 1, and that g has the order q. That p and q are prime is left to
    /// ``isSound()``.
    ///
    /// - Throws: ``CipherError/illegalParameter``; ``CipherError/weakKey(_:)`` with
    ///   ``KeyWeakness/degenerateGenerator`` or ``KeyWeakness/wrongSubgroupOrder``; ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public init(prime: RawSpan, subgroupOrder: RawSpan, generator: RawSpan) throws(CipherError) {
        let group = try DiffieHellmanParameters(prime: prime, generator: generator, subgroupOrder: subgroupOrder)
        let order = subgroupOrder.digits
        guard group.bitLength <= 3072, [20, 28, 32].contains(order.count), order.first.map({ $0 >= 0x80 }) ?? false
        else { throw .illegalParameter }
        let p = try BigInteger(public: group.prime.span.bytes)
        let remainder = try (p - 1) % BigInteger(public: order.span.bytes)
        guard remainder.bitLength == 0 else { throw .weakKey(.wrongSubgroupOrder) }
        self.group = group
        self.subgroupOrder = order
    }

    /// Whether p and q are prime; takes some milliseconds.
    ///
    /// - Throws: ``CipherError/libraryUnavailable``.
    public func isSound() throws(CipherError) -> Bool {
        try group.isSound()
    }
}

/// The group that Diffie-Hellman works in: a prime p, a generator g, and where it is known the order q of what g
/// generates.
public struct DiffieHellmanParameters: Sendable, Equatable {
    /// Lengths of p, in bits: the providers' least, and the longest group there is.
    public static let bitLengths = 512...8192

    /// p: big-endian, without leading zeros.
    public let prime: [UInt8]
    /// g: big-endian, as long as p.
    public let generator: [UInt8]
    /// q: big-endian, without leading zeros; nil where nobody said.
    public let subgroupOrder: [UInt8]?

    /// The length of p, of public values and of agreed secrets, in bytes.
    public var byteCount: Int { prime.count }

    /// The length of p, in bits.
    public var bitLength: Int { 8 * prime.count - (prime.first?.leadingZeroBitCount ?? 0) }

    /// Given parameters, each big-endian, leading zeros allowed.
    ///
    /// - Parameters:
    ///   - prime: p: odd, of a length in ``bitLengths``. That it is prime is not checked here: ``isSound()``.
    ///   - generator: g, from 2 to p - 2.
    ///   - subgroupOrder: q: odd, not longer than p, with g^q = 1.
    /// - Throws: ``CipherError/illegalParameter``; ``CipherError/weakKey(_:)`` with
    ///   ``KeyWeakness/degenerateGenerator`` or ``KeyWeakness/wrongSubgroupOrder``; ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public init(prime: RawSpan, generator: RawSpan, subgroupOrder: RawSpan? = nil) throws(CipherError) {
        self.prime = prime.digits
        let modulus = try Modulus(prime)
        self.generator = try modulus.remainder(generator).withUnsafeBytes { Array($0) }
        self.subgroupOrder = subgroupOrder?.digits
        guard Self.bitLengths.contains(bitLength) else { throw .illegalParameter }
        guard generator.digits.count <= self.prime.count, isPublicValue(self.generator.span.bytes)
        else { throw .weakKey(.degenerateGenerator) }
        guard let order = self.subgroupOrder else { return }
        guard order.last.map({ $0 & 1 == 1 }) ?? false, order.count <= self.prime.count,
            try modulus.power(generator, secretExponent: order.span.bytes).isOne
        else { throw .weakKey(.wrongSubgroupOrder) }
    }

    /// The group of RFC 2409 (768 and 1024 bits) or RFC 3526 (1536, 2048, 3072, 4096, 6144 and 8192); nil for others.
    ///
    /// All are safe primes, (p - 1) / 2 being prime too, with the generator 2.
    public static func standard(bitLength: Int) -> DiffieHellmanParameters? {
        OakleyPrime.prime(bitLength: bitLength).map { DiffieHellmanParameters(safePrime: $0) }
    }

    /// A new group below a random safe prime, with the generator 2.
    ///
    /// The time varies widely about a mean: a tenth of a second for 512 bits, about one for 1024, minutes for 4096.
    /// Nothing is gained over a standard group, but that nobody else uses it, which counts where groups are as short as
    /// 1024 bits (Adrian and others, "Imperfect Forward Secrecy", 2015).
    ///
    /// - Parameter bitLength: of p: a multiple of 64 from 512 to 4096, the lengths of CryptoAPI's and CNG's providers.
    /// - Throws: ``CipherError/illegalParameter``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func generate(bitLength: Int) throws(CipherError) -> DiffieHellmanParameters {
        guard (512...4096).contains(bitLength), bitLength.isMultiple(of: 64) else { throw .illegalParameter }
        return DiffieHellmanParameters(safePrime: try SafePrime.generate(bitLength: bitLength))
    }

    private init(safePrime: [UInt8]) {
        prime = safePrime
        generator = [UInt8](repeating: 0, count: safePrime.count - 1) + [2]
        subgroupOrder = safePrime.halved
    }

    /// Whether p is prime, and q too where it is known: what a group from a stranger has to prove.
    ///
    /// Takes some milliseconds. Without q, nothing says that g generates a large group: a safe prime is what one should
    /// ask for.
    ///
    /// - Throws: ``CipherError/libraryUnavailable``.
    public func isSound() throws(CipherError) -> Bool {
        guard try BigInteger(public: prime.span.bytes).isPrime() else { return false }
        guard let subgroupOrder else { return true }
        return try BigInteger(public: subgroupOrder.span.bytes).isPrime()
    }

    /// Somebody's y: big-endian, leading zeros allowed; returned as long as p.
    ///
    /// - Throws: ``CipherError/weakKey(_:)`` unless it is from 2 to p - 2 and, where a q is known that is shorter than
    ///   p, in its subgroup; below a safe prime there are no other subgroups of use to anybody.
    public func publicValue(_ number: RawSpan) throws(CipherError) -> [UInt8] {
        let digits = number.digits
        guard digits.count <= byteCount else { throw .weakKey(.degeneratePublicValue) }
        let y = [UInt8](repeating: 0, count: byteCount - digits.count) + digits
        guard isPublicValue(y.span.bytes) else { throw .weakKey(.degeneratePublicValue) }
        guard let subgroupOrder, !isBelowSafePrime else { return y }
        let power = try Modulus(prime.span.bytes).power(y.span.bytes, secretExponent: subgroupOrder.span.bytes)
        guard power.isOne else { throw .weakKey(.valueOutsideSubgroup) }
        return y
    }

    /// Whether q is all of p but for a few bits.
    private var isBelowSafePrime: Bool { (subgroupOrder?.count ?? 0) >= byteCount - 1 }

    /// Whether a big-endian number, as long as p, is from 2 to p - 2.
    func isPublicValue(_ number: RawSpan) -> Bool {
        let one = [UInt8](repeating: 0, count: byteCount - 1) + [1]
        return one.span.bytes.isBelow(number) && number.isBelow(largestElement.span.bytes)
    }

    /// Whether what an agreement gave is no power of an element of order 1 or 2.
    func isAgreedSecret(_ secret: borrowing SecretBytes) -> Bool { isPublicValue(secret.bytes) }

    /// Whether a number, as long as p, is from 1 to p - 2; the answer is public.
    func isPrivateValue(_ number: borrowing SecretBytes) -> Bool {
        !number.isZero && number.bytes.isBelow(largestElement.span.bytes)
    }

    /// p - 1; p is odd.
    private var largestElement: [UInt8] { prime.subtracting(1) }

    /// How long a new private value is, in bytes.
    ///
    /// Below a safe prime a short one is as good: its square-root attacks cost more than those on p (RFC 7919 section
    /// 5.2 has the lengths, these are not below). In a group that is not known to be of that kind it takes them all.
    var privateByteCount: Int {
        guard let subgroupOrder else { return byteCount }
        guard isBelowSafePrime else { return subgroupOrder.count }
        return min(byteCount, bitLength <= 2048 ? 32 : bitLength <= 4096 ? 42 : 52)
    }
}

extension RawSpan {
    /// The bytes without leading zeros.
    var digits: [UInt8] { withUnsafeBytes { Array($0.drop { $0 == 0 }) } }
}

extension SecretBytes {
    /// Whether the number is 1; the answer is public.
    var isOne: Bool {
        var difference: UInt64 = 0
        withUnsafeBytes { bytes in
            for (index, byte) in bytes.enumerated() { difference |= UInt64(byte ^ (index == bytes.count - 1 ? 1 : 0)) }
        }
        return count > 0 && ConstantTimeMask(isZero: difference).isTrue
    }
}

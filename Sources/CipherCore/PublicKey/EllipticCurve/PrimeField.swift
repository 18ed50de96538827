/// An odd prime that everybody knows: the modulus of a curve's coordinates, or of its scalars.
///
/// Numbers modulo it are kept as Montgomery's method wants them: a stands as a · 2ʳ.
final class PrimeField: @unchecked Sendable {
    // SAFETY (Sendable): the words never change once the initializer has returned.

    /// The prime: big-endian, without leading zeros.
    let prime: [UInt8]
    /// p - 2, as long as p: the exponent that inverts.
    let inverter: [UInt8]
    /// The number of the prime's bits.
    let bitLength: Int
    /// The number of words of each element.
    let count: Int
    /// The prime's words.
    let modulus: Words
    /// 2²ʳ modulo the prime: a product with it brings a number to the form that is worked on.
    let entrance: Words
    /// −p⁻¹ modulo a word.
    let negatedInverse: UInt

    /// The length of the prime and of its elements, in bytes.
    var byteCount: Int { prime.count }

    /// - Parameter prime: big-endian, leading zeros allowed. That it is prime is the caller's affair.
    /// - Throws: ``CipherError/illegalParameter`` unless odd and above 2.
    init(_ prime: RawSpan) throws(CipherError) {
        let digits = prime.digits
        guard let first = digits.first, let last = digits.last, last & 1 == 1, digits != [1]
        else { throw .illegalParameter }
        self.prime = digits
        inverter = digits.subtracting(2)
        bitLength = 8 * digits.count - first.leadingZeroBitCount
        count = MontgomeryProduct.wordCount(forByteCount: digits.count)
        modulus = .allocate(capacity: 2 * count)
        modulus.initialize(repeating: 0, count: 2 * count)
        entrance = modulus + count
        UnsafeMutableBufferPointer(start: modulus, count: count).load(bigEndian: digits.span.bytes)
        negatedInverse = MontgomeryProduct.negatedInverse(modulus[0])
        entrance[0] = 1
        for _ in 0..<2 * count * UInt.bitWidth { doubleEntrance() }
    }

    deinit { modulus.deallocate() }

    private func doubleEntrance() {
        var carry: UInt = 0
        for index in 0..<count {
            let word = entrance[index]
            entrance[index] = word << 1 | carry
            carry = word >> (UInt.bitWidth - 1)
        }
        MontgomeryProduct.reduce(entrance, carry: carry, modulus: modulus, count: count)
    }
}

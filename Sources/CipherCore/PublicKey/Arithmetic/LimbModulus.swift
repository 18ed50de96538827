#if GMP
internal import CGMP

/// An odd modulus, itself secret or not, and arithmetic with it by GMP's functions for cryptography.
///
/// Time and memory accesses depend on the lengths of numbers and, by two of GMP's table look-ups (the first guess of a
/// limb's inverse), on the highest nine and the lowest eight bits of the modulus: the same for a key at every
/// operation, and never on what is multiplied, divided or raised to a power.
struct LimbModulus: ~Copyable {
    /// The modulus; its highest limb is not zero.
    let value: LimbInteger
    /// The length of the modulus in bytes, without leading zeros.
    let byteCount: Int

    /// The number of limbs of the modulus, and of every number below it.
    var count: Int { value.count }

    /// - Parameter bytes: big-endian, leading zeros allowed; their number is not kept secret.
    /// - Throws: ``CipherError/illegalParameter`` unless odd, ``CipherError/outOfMemory``.
    init(_ bytes: RawSpan) throws(CipherError) {
        let (digitCount, isOdd) = bytes.withUnsafeBytes { bytes in
            (bytes.drop { $0 == 0 }.count, bytes.last.map { $0 & 1 == 1 } ?? false)
        }
        guard isOdd else { throw .illegalParameter }
        self.init(try LimbInteger(bytes.extracting(last: digitCount)), byteCount: digitCount)
    }

    private init(_ value: consuming LimbInteger, byteCount: Int) {
        self.value = value
        self.byteCount = byteCount
    }

    /// A random element, each as likely as any other to within 2⁻⁶⁴.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    func randomElement() throws(CipherError) -> LimbInteger {
        let random = try SecretBytes.random(count: byteCount + 8)
        return try remainder(LimbInteger(random.bytes))
    }

    /// `number` modulo this.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func remainder(_ number: borrowing LimbInteger) throws(CipherError) -> LimbInteger {
        let remainder = try LimbInteger(count: count)
        // GMP divides in place, and wants a dividend no shorter than the divisor.
        let dividend = try LimbInteger(count: max(number.count, count))
        dividend.limbs.update(from: number.limbs, count: number.count)
        let scratch = try LimbInteger(count: __gmpn_sec_div_r_itch(dividend.count, count))
        __gmpn_sec_div_r(dividend.limbs, dividend.count, value.limbs, count, scratch.limbs)
        remainder.limbs.update(from: dividend.limbs, count: count)
        return remainder
    }

    /// `left · right` modulo this.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func product(_ left: borrowing LimbInteger, _ right: borrowing LimbInteger) throws(CipherError) -> LimbInteger {
        try remainder(left * right)
    }

    /// `left - right` modulo this, of two elements.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func difference(
        _ left: borrowing LimbInteger, _ right: borrowing LimbInteger
    ) throws(CipherError) -> LimbInteger {
        let difference = try LimbInteger(count: count)
        let borrow = __gmpn_cnd_sub_n(1, difference.limbs, left.limbs, right.limbs, count)
        __gmpn_cnd_add_n(borrow, difference.limbs, difference.limbs, value.limbs, count)
        return difference
    }

    /// `base`, of any length, to a power that everybody knows, at least the first.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func power(_ base: borrowing LimbInteger, exponent: UInt32) throws(CipherError) -> LimbInteger {
        let digits = withUnsafeBytes(of: exponent.bigEndian) { Array($0) }
        return try power(
            base, LimbInteger(digits.span.bytes), bitCount: UInt32.bitWidth - exponent.leadingZeroBitCount)
    }

    /// `base`, of any length, to a power that may be secret.
    ///
    /// - Parameter bitCount: how many of the exponent's bits to use, at least 1; the time grows with it.
    /// - Throws: ``CipherError/outOfMemory``.
    func power(
        _ base: borrowing LimbInteger, _ exponent: borrowing LimbInteger, bitCount: Int
    ) throws(CipherError) -> LimbInteger {
        let power = try LimbInteger(count: count)
        let bitCount = mp_bitcnt_t(bitCount)
        let scratch = try LimbInteger(count: __gmpn_sec_powm_itch(base.count, bitCount, count))
        __gmpn_sec_powm(
            power.limbs, base.limbs, base.count, exponent.limbs, bitCount, value.limbs, count, scratch.limbs)
        return power
    }

    /// The inverse of a number that may become known: here GMP's time depends on the value, and what it leaves in its
    /// own memory is not wiped. Nil when there is none.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func inverse(ofPublic number: borrowing LimbInteger) throws(CipherError) -> LimbInteger? {
        let result = try LimbInteger(count: count)
        var inverse = __mpz_struct()
        __gmpz_init(&inverse)
        defer { __gmpz_clear(&inverse) }
        // Views of our limbs, with nothing to clear.
        var operand = __mpz_struct()
        var modulus = __mpz_struct()
        __gmpz_roinit_n(&operand, number.limbs, number.count)
        __gmpz_roinit_n(&modulus, value.limbs, count)
        guard __gmpz_invert(&inverse, &operand, &modulus) != 0 else { return nil }
        result.limbs.update(from: inverse._mp_d, count: Int(inverse._mp_size))
        return consume result
    }
}
#endif

#if GMP
extension LimbModulus: ModularArithmetic {
    func power(_ base: RawSpan, secretExponent: RawSpan) throws(CipherError) -> SecretBytes {
        let base = try LimbInteger(base)
        let exponent = try LimbInteger(secretExponent)
        return try power(base, exponent, bitCount: max(1, 8 * secretExponent.byteCount)).bytes(count: byteCount)
    }

    func power(_ base: RawSpan, exponent: UInt32) throws(CipherError) -> SecretBytes {
        try power(LimbInteger(base), exponent: exponent).bytes(count: byteCount)
    }

    func remainder(_ number: RawSpan) throws(CipherError) -> SecretBytes {
        try remainder(LimbInteger(number)).bytes(count: byteCount)
    }

    func product(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes {
        try product(LimbInteger(left), LimbInteger(right)).bytes(count: byteCount)
    }

    func sum(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes {
        let addend = try LimbInteger(right)
        // A limb more than the longer one has: room for the carry.
        let sum = try LimbInteger(left, count: max(addend.count, LimbInteger.count(forByteCount: left.byteCount)) + 1)
        return try remainder(sum.adding(addend)).bytes(count: byteCount)
    }

    /// By a random multiple, whose inverse may be computed in the open.
    func inverse(_ number: RawSpan) throws(CipherError) -> SecretBytes? {
        let random = try randomNumber()
        let mask = try LimbInteger(random.bytes)
        guard let inverse = try inverse(ofPublic: product(LimbInteger(number), mask)) else { return nil }
        return try product(inverse, mask).bytes(count: byteCount)
    }
}
#endif

/// An odd public modulus and arithmetic with it on libgcrypt's integers, which are not constant-time: secrets are split
/// or masked by random numbers before libgcrypt sees them, and put together by our own ``MontgomeryProduct``.
struct LibgcryptModulus: ~Copyable, ModularArithmetic {
    private let value: BigInteger
    private let digits: SecretBytes
    /// 2²ʳ modulo this: a Montgomery product with it takes the 2⁻ʳ of another one away.
    private let correction: SecretBytes
    let byteCount: Int

    init(_ bytes: RawSpan) throws(CipherError) {
        let value = try BigInteger(public: bytes)
        let count = (value.bitLength + 7) / 8
        let digits = try value.bytes(count: count)
        let isOdd = digits.withUnsafeBytes { $0.last.map { $0 & 1 == 1 } ?? false }
        guard isOdd else { throw .illegalParameter }
        let power = try BigInteger(1) << (2 * MontgomeryProduct.shift(forByteCount: count))
        correction = try (power % value).bytes(count: count)
        self.value = value
        self.digits = digits
        byteCount = count
    }

    /// The exponent is cut into two random parts, another two every time.
    func power(_ base: RawSpan, secretExponent: RawSpan) throws(CipherError) -> SecretBytes {
        let base = try BigInteger(secret: base)
        let exponent = try BigInteger(secret: secretExponent)
        let random = try SecretBytes.random(count: secretExponent.byteCount + 8)
        let part = try BigInteger(random) % (exponent + BigInteger(1))
        let first = try base.power(part, modulo: value).bytes(count: byteCount)
        let second = try base.power(exponent - part, modulo: value).bytes(count: byteCount)
        return try product(first.bytes, second.bytes)
    }

    func power(_ base: RawSpan, exponent: UInt32) throws(CipherError) -> SecretBytes {
        try BigInteger(secret: base).power(BigInteger(exponent), modulo: value).bytes(count: byteCount)
    }

    func remainder(_ number: RawSpan) throws(CipherError) -> SecretBytes {
        try (BigInteger(secret: number) % value).bytes(count: byteCount)
    }

    func product(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes {
        let product = try MontgomeryProduct.compute(remainder(left), remainder(right), modulus: digits.bytes)
        return try MontgomeryProduct.compute(product, correction, modulus: digits.bytes)
    }

    func sum(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes {
        try ((BigInteger(secret: left) + BigInteger(secret: right)) % value).bytes(count: byteCount)
    }

    /// By a random multiple, whose inverse may be computed in the open.
    func inverse(_ number: RawSpan) throws(CipherError) -> SecretBytes? {
        let mask = try randomNumber()
        let masked = try product(number, mask.bytes)
        guard let inverse = try BigInteger(masked).inverse(modulo: value) else { return nil }
        let digits = try inverse.bytes(count: byteCount)
        return try product(digits.bytes, mask.bytes)
    }
}

#if GMP
/// The engine over GMP's functions for cryptography.
///
/// They are made to take the same time for all values. The base is blinded all the same: it costs a hundredth, and
/// withstands what no code can promise, such as a processor whose multiplication takes longer for some numbers.
extension RSAPrivateOperation {
    static func applyByGMP(
        _ key: borrowing RSAPrivateComponents, to block: RawSpan
    ) throws(CipherError) -> SecretBytes {
        let e = key.publicKey.publicExponent
        guard block.isBelow(key.publicKey.modulus.span.bytes) else { throw .unwrapFailed }
        let n = try LimbModulus(key.publicKey.modulus.span.bytes)
        let input = try LimbInteger(block)

        let blinding = try key.blinding.next(n, publicExponent: e)
        let power = try privatePower(of: n.product(input, blinding.factor), key)
        let result = try n.product(power, blinding.remover)
        guard try n.power(result, exponent: e) == input else { throw .resultCheckFailed }
        return try result.bytes(count: key.publicKey.byteCount)
    }

    /// The d-th power of `base` by the Chinese remainder theorem (RFC 8017 section 5.1.2, 2b), whichever prime is
    /// larger.
    private static func privatePower(
        of base: borrowing LimbInteger, _ key: borrowing RSAPrivateComponents
    ) throws(CipherError) -> LimbInteger {
        let p = try LimbModulus(key.prime1.bytes)
        let q = try LimbModulus(key.prime2.bytes)
        let bitCount = 8 * key.exponent1.count
        let power1 = try p.power(base, LimbInteger(key.exponent1.bytes), bitCount: bitCount)
        let power2 = try q.power(base, LimbInteger(key.exponent2.bytes), bitCount: bitCount)
        let difference = try p.difference(power1, p.remainder(power2))
        let multiple = try p.product(difference, LimbInteger(key.coefficient.bytes))
        return try (multiple * q.value).adding(power2)
    }
}
#endif

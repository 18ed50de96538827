/// The engine over libgcrypt's integers.
///
/// They are not constant-time. So they see powers only as multiples of a fresh random factor, which is taken away last,
/// by our own constant-time product, and exponents only with a random multiple of p - 1 added.
///
/// This is the arithmetic of `gcry_pk_decrypt`, and not that function. Its S-expressions cannot leave libgcrypt's
/// secure pool, as integers can: with 32 threads and 4096-bit keys it ran out of memory (measured, 1.10.1). And it
/// passes its result, blinded no more, through code whose time depends on leading zero bytes: what Bleichenbacher's
/// attack feeds on.
extension RSAPrivateOperation {
    static func applyByLibgcrypt(
        _ key: borrowing RSAPrivateComponents, to block: RawSpan
    ) throws(CipherError) -> SecretBytes {
        let modulus = key.publicKey.modulus.span.bytes
        let n = try BigInteger(public: modulus)
        let e = try BigInteger(key.publicKey.publicExponent)
        let input = try BigInteger(public: block)
        guard input < n else { throw .unwrapFailed }

        let blinding = try Blinding.random(n: n, e: e, byteCount: modulus.byteCount)
        let blinded = (input * blinding.factor) % n
        let power = try privatePower(of: blinded, key)
        guard power.power(e, modulo: n) == blinded else { throw .resultCheckFailed }
        return try MontgomeryProduct.compute(
            power.bytes(count: modulus.byteCount), blinding.remover.bytes(count: modulus.byteCount), modulus: modulus)
    }

    /// The d-th power of `base` by the Chinese remainder theorem (RFC 8017 section 5.1.2, 2b), whichever prime is
    /// larger.
    private static func privatePower(
        of base: borrowing BigInteger, _ key: borrowing RSAPrivateComponents
    ) throws(CipherError) -> BigInteger {
        let p = try BigInteger(key.prime1)
        let q = try BigInteger(key.prime2)
        let power1 = try base.power(blindedExponent(key.exponent1, prime: p), modulo: p)
        let power2 = try base.power(blindedExponent(key.exponent2, prime: q), modulo: q)
        let coefficient = try BigInteger(key.coefficient)
        return power2 + power1.minus(power2, modulo: p) * coefficient % p * q
    }

    /// An exponent with the same powers modulo `prime`, another one every time. The random multiple is as long as
    /// libgcrypt's own: a quarter of the prime, at least 96 bits.
    private static func blindedExponent(
        _ exponent: borrowing SecretBytes, prime: borrowing BigInteger
    ) throws(CipherError) -> BigInteger {
        let multiple = try BigInteger(SecretBytes.random(count: max(96, prime.bitLength / 4) / 8))
        return try BigInteger(exponent) + (prime - 1) * multiple
    }
}

/// A random factor, and what takes it away.
private struct Blinding: ~Copyable {
    /// sᵉ mod n for a random s: its private power is s.
    let factor: BigInteger
    /// s⁻¹ · 2ʳ mod n: ``MontgomeryProduct`` divides by 2ʳ.
    let remover: BigInteger

    static func random(
        n: borrowing BigInteger, e: borrowing BigInteger, byteCount: Int
    ) throws(CipherError) -> Blinding {
        while true {
            let secret = try BigInteger(SecretBytes.random(count: byteCount)) % n
            // What shares a prime with n has no inverse; with primes of any use that never comes up.
            guard let inverse = secret.inverse(modulo: n) else { continue }
            return Blinding(
                factor: secret.power(e, modulo: n),
                remover: (inverse << MontgomeryProduct.shift(forByteCount: byteCount)) % n)
        }
    }
}

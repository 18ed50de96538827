/// The parts of an RSA private key, as PKCS #1 (RFC 8017 section 3.2) and CryptoAPI's PRIVATEKEYBLOB have them.
///
/// All are big-endian with zeros in front: the private exponent as long as the modulus, the others half of that,
/// rounded up. Made by the initializer of ``RSAPrivateKey`` they belong together; the memberwise one checks nothing.
struct RSAPrivateComponents: ~Copyable, Sendable {
    let publicKey: RSAPublicKey
    /// p; either prime may be the larger.
    let prime1: SecretBytes
    /// q.
    let prime2: SecretBytes
    /// d mod (p - 1).
    let exponent1: SecretBytes
    /// d mod (q - 1).
    let exponent2: SecretBytes
    /// q⁻¹ mod p.
    let coefficient: SecretBytes
    /// d.
    let privateExponent: SecretBytes

    #if GMP
    /// What hides the base of each power.
    let blinding = RSABlinding()
    #endif
}

extension RSAPrivateComponents {
    /// Checks what is given and computes what is not.
    ///
    /// The arithmetic here is libgcrypt's, not constant-time: it works on a key once, when it comes in.
    init(
        publicKey: RSAPublicKey, prime1: RawSpan, prime2: RawSpan, exponent1: RawSpan?, exponent2: RawSpan?,
        coefficient: RawSpan?, privateExponent: RawSpan?, insecurePrimes: Bool
    ) throws(CipherError) {
        let halfCount = (publicKey.byteCount + 1) / 2
        let one = try BigInteger(1)
        let n = try BigInteger(public: publicKey.modulus.span.bytes)
        let p = try BigInteger(secret: prime1)
        let q = try BigInteger(secret: prime2)
        guard one < p, one < q, p * q == n else { throw .inconsistentKey }
        guard !(p == q) else { throw .weakKey(.equalPrimes) }
        guard insecurePrimes || !Self.areClose(p, q, bitLength: publicKey.bitLength)
        else { throw .weakKey(.closePrimes) }

        let d = try Self.completed(privateExponent, publicKey: publicKey, p: p, q: q)
        guard d < n, try Self.isInverse(d, of: publicKey.publicExponent, p: p, q: q) else { throw .inconsistentKey }
        // Inverses are unique, so a given coefficient is right when it is the one computed.
        guard let qInverse = q.inverse(modulo: p) else { throw .inconsistentKey }

        self.init(
            publicKey: publicKey,
            prime1: try p.bytes(count: halfCount),
            prime2: try q.bytes(count: halfCount),
            exponent1: try Self.agreed(d % (p - 1), with: exponent1).bytes(count: halfCount),
            exponent2: try Self.agreed(d % (q - 1), with: exponent2).bytes(count: halfCount),
            coefficient: try Self.agreed(qInverse, with: coefficient).bytes(count: halfCount),
            privateExponent: try d.bytes(count: publicKey.byteCount))
    }

    /// Whether the primes differ only below bit (length of n) / 2 - 100 (FIPS 186-4 section B.3.3). In moduli too short
    /// for that to say anything, none are.
    private static func areClose(
        _ p: borrowing BigInteger, _ q: borrowing BigInteger, bitLength: Int
    ) -> Bool {
        (p < q ? q - p : p - q).bitLength <= bitLength / 2 - 100
    }

    /// The private exponent as given; or e⁻¹ mod (p-1)(q-1), the form that Windows keys have, where it is missing, or
    /// shorter than the modulus and cut: no exponent of this key.
    private static func completed(
        _ given: RawSpan?, publicKey: RSAPublicKey, p: borrowing BigInteger, q: borrowing BigInteger
    ) throws(CipherError) -> BigInteger {
        if let given {
            let d = try BigInteger(secret: given)
            if given.byteCount >= publicKey.byteCount { return d }
            if try isInverse(d, of: publicKey.publicExponent, p: p, q: q) { return d }
        }
        let e = try BigInteger(publicKey.publicExponent)
        guard let d = e.inverse(modulo: (p - 1) * (q - 1)) else { throw .inconsistentKey }
        return d
    }

    /// Whether e·d ≡ 1 modulo both p - 1 and q - 1: what decryption takes, whichever multiple of lcm(p-1, q-1) is in d.
    private static func isInverse(
        _ d: borrowing BigInteger, of publicExponent: UInt32, p: borrowing BigInteger, q: borrowing BigInteger
    ) throws(CipherError) -> Bool {
        let one = try BigInteger(1)
        let product = try BigInteger(publicExponent) * d
        return product % (p - 1) == one && product % (q - 1) == one
    }

    /// `expected`, unless something else is given.
    private static func agreed(
        _ expected: consuming BigInteger, with given: RawSpan?
    ) throws(CipherError) -> BigInteger {
        if let given {
            let given = try BigInteger(secret: given)
            guard given == expected else { throw .inconsistentKey }
        }
        return expected
    }
}

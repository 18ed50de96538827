/// An RSA private key: unwraps what was wrapped for its public key, and keeps its parts exactly as they came, for
/// export.
///
/// Every private operation is blinded and its result checked with the public exponent before anything is released.
public struct RSAPrivateKey: ~Copyable, Sendable {
    let components: RSAPrivateComponents

    /// A key of its parts, checked for consistency: n = p·q with p ≠ q, e·d ≡ 1 modulo p - 1 and q - 1, and the CRT
    /// parts those of d, p and q.
    ///
    /// All numbers are big-endian; leading zeros may be there or not. The primes may come in either order: it is kept,
    /// and `coefficient` is the inverse of the second modulo the first. That the primes are prime is not checked: a key
    /// with others fails, harmlessly, in each operation's check.
    ///
    /// - Parameters:
    ///   - publicKey: the modulus and the public exponent.
    ///   - prime1: p, at most half the modulus's bytes (rounded up).
    ///   - prime2: q, likewise.
    ///   - exponent1: d mod (p - 1); computed when nil.
    ///   - exponent2: d mod (q - 1); computed when nil.
    ///   - coefficient: q⁻¹ mod p; computed when nil.
    ///   - privateExponent: d. As many bytes as the modulus, it is kept byte for byte, also where it is not the
    ///     smallest that fits. Missing, or cut short (Windows takes blobs that lack its high-order half), it becomes
    ///     e⁻¹ mod (p - 1)(q - 1), the form that Windows gives its keys.
    ///   - insecurePrimes: take primes that are so close to each other that anybody finds them; for data that was made
    ///     with such a key.
    /// - Throws: ``CipherError/inconsistentKey``; ``CipherError/weakKey(_:)`` with ``KeyWeakness/equalPrimes`` or
    ///   ``KeyWeakness/closePrimes``; ``CipherError/illegalParameter`` for a prime that is too long;
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(
        publicKey: RSAPublicKey, prime1: RawSpan, prime2: RawSpan, exponent1: RawSpan? = nil,
        exponent2: RawSpan? = nil, coefficient: RawSpan? = nil, privateExponent: RawSpan? = nil,
        insecurePrimes: Bool = false
    ) throws(CipherError) {
        components = try RSAPrivateComponents(
            publicKey: publicKey, prime1: prime1, prime2: prime2, exponent1: exponent1, exponent2: exponent2,
            coefficient: coefficient, privateExponent: privateExponent, insecurePrimes: insecurePrimes)
    }

    /// The modulus and the public exponent.
    public var publicKey: RSAPublicKey { components.publicKey }

    /// The length of the modulus, in bits.
    public var bitLength: Int { publicKey.bitLength }

    /// The length of the modulus, of a ciphertext and of a raw block, in bytes.
    public var byteCount: Int { publicKey.byteCount }

    /// p: big-endian, (``byteCount`` + 1) / 2 bytes.
    public var prime1: RawSpan {
        @_lifetime(borrow self) borrowing get { components.prime1.bytes }
    }

    /// q: big-endian, (``byteCount`` + 1) / 2 bytes.
    public var prime2: RawSpan {
        @_lifetime(borrow self) borrowing get { components.prime2.bytes }
    }

    /// d mod (p - 1): big-endian, (``byteCount`` + 1) / 2 bytes.
    public var exponent1: RawSpan {
        @_lifetime(borrow self) borrowing get { components.exponent1.bytes }
    }

    /// d mod (q - 1): big-endian, (``byteCount`` + 1) / 2 bytes.
    public var exponent2: RawSpan {
        @_lifetime(borrow self) borrowing get { components.exponent2.bytes }
    }

    /// q⁻¹ mod p: big-endian, (``byteCount`` + 1) / 2 bytes.
    public var coefficient: RawSpan {
        @_lifetime(borrow self) borrowing get { components.coefficient.bytes }
    }

    /// d: big-endian, ``byteCount`` bytes.
    public var privateExponent: RawSpan {
        @_lifetime(borrow self) borrowing get { components.privateExponent.bytes }
    }

    /// The raw operation cᵈ mod n, without any padding (RSADP and RSASP1, RFC 8017 sections 5.1.2 and 5.2.1).
    ///
    /// What comes back is for padding code that keeps to constant time: to act on it openly is to answer an attacker.
    ///
    /// - Parameter block: an integer below the modulus: big-endian, exactly ``byteCount`` bytes.
    /// - Returns: an integer of the same shape.
    /// - Throws: ``CipherError/illegalDataLength`` for another length, ``CipherError/unwrapFailed`` for an integer not
    ///   below the modulus (both are seen without the key), ``CipherError/resultCheckFailed``,
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public borrowing func rawOperation(_ block: RawSpan) throws(CipherError) -> SecretBytes {
        guard block.byteCount == byteCount else { throw .illegalDataLength }
        return try RSAPrivateOperation.apply(components, to: block)
    }

    /// Decrypts what ``RSAPublicKey/wrapOAEP(_:label:digest:)`` made (RSAES-OAEP, RFC 8017 section 7.1.2).
    ///
    /// Fit for what a stranger feeds: only who knew the message can make a ciphertext that opens, so the one error
    /// tells nothing.
    ///
    /// - Parameters:
    ///   - ciphertext: big-endian, exactly ``byteCount`` bytes.
    ///   - label: the label that it was wrapped with.
    ///   - digest: the hash function of both label and MGF1.
    /// - Returns: the message, in its natural byte order; its length is public from here on.
    /// - Throws: ``CipherError/unwrapFailed``; ``CipherError/illegalDataLength`` for another ciphertext length;
    ///   ``CipherError/unsupportedAlgorithm``; and what ``rawOperation(_:)`` throws.
    public borrowing func unwrapOAEP(
        _ ciphertext: RawSpan, label: RawSpan = RawSpan(), digest: DigestAlgorithm = .sha1
    ) throws(CipherError) -> SecretBytes {
        try RSAMessageBlock(rawOperation(ciphertext)).messageOfOAEP(label: label, digest: digest)
    }
}

/// cᵈ mod n: the one place where private exponents work.
///
/// It has two engines, which keep the same two promises: their time tells nothing of the key or of the power, and no
/// result that the public exponent contradicts is released (one wrong CRT half gives away a prime: Boneh, DeMillo and
/// Lipton, 1997). GMP's is four to five times as fast and is taken where the package is built with the trait `GMP`;
/// libgcrypt's is there always, and is what the other is tested against.
enum RSAPrivateOperation {
    /// The private power of `block`, as long as the modulus, big-endian.
    ///
    /// - Parameter block: big-endian, as long as the modulus.
    /// - Throws: ``CipherError/unwrapFailed`` for an integer not below the modulus, ``CipherError/resultCheckFailed``,
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    static func apply(_ key: borrowing RSAPrivateComponents, to block: RawSpan) throws(CipherError) -> SecretBytes {
        #if GMP
        try applyByGMP(key, to: block)
        #else
        try applyByLibgcrypt(key, to: block)
        #endif
    }
}

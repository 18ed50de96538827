/// Arithmetic modulo an odd number that everybody knows, on numbers that are secret: what Diffie-Hellman and the
/// signature schemes of discrete logarithms are made of.
///
/// Numbers are big-endian. What comes in may be of any length, with leading zeros or not; what comes out is as long as
/// the modulus.
protocol ModularArithmetic: ~Copyable {
    /// - Parameter bytes: big-endian, leading zeros allowed; odd.
    /// - Throws: ``CipherError/illegalParameter`` for an even number, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    init(_ bytes: RawSpan) throws(CipherError)

    /// The length of the modulus in bytes, without leading zeros.
    var byteCount: Int { get }

    /// `base` to the power of a secret exponent; the time grows with the exponent's length, leading zeros included.
    func power(_ base: RawSpan, secretExponent: RawSpan) throws(CipherError) -> SecretBytes

    /// `base`, which may be secret, to a power that everybody knows, at least the first.
    func power(_ base: RawSpan, exponent: UInt32) throws(CipherError) -> SecretBytes

    func remainder(_ number: RawSpan) throws(CipherError) -> SecretBytes

    func product(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes

    func sum(_ left: RawSpan, _ right: RawSpan) throws(CipherError) -> SecretBytes

    /// A number from 1 up, each as likely as any other to within 2⁻⁶⁴.
    func randomNumber() throws(CipherError) -> SecretBytes

    /// The x with `number · x ≡ 1` modulo a prime; nil when there is none.
    func inverse(_ number: RawSpan) throws(CipherError) -> SecretBytes?
}

#if GMP
/// The engine in use. Both are tested for the same answers.
typealias Modulus = LimbModulus
#else
/// The engine in use: GMP is missing.
typealias Modulus = LibgcryptModulus
#endif

extension ModularArithmetic where Self: ~Copyable {
    func randomNumber() throws(CipherError) -> SecretBytes {
        while true {
            let random = try SecretBytes.random(count: byteCount + 8)
            let number = try remainder(random.bytes)
            if !number.isZero { return number }
        }
    }
}

extension SecretBytes {
    /// Whether all bytes are zero; the answer is public.
    var isZero: Bool {
        var bits: UInt64 = 0
        withUnsafeBytes { for byte in $0 { bits |= UInt64(byte) } }
        return ConstantTimeMask(isZero: bits).isTrue
    }
}

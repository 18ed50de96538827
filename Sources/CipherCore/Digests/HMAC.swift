/// A keyed hash being computed: RFC 2104, and CryptoAPI's `CALG_HMAC` with pads of the caller's own.
public struct HMAC: ~Copyable, Sendable {
    private var inner: MessageDigest
    private var outer: MessageDigest

    /// CryptoAPI's pads are this long, in bytes: the HMAC_INFO page says so without regard to the hash.
    private static let padByteCount = 64

    /// HMAC of RFC 2104, or with the strings of CryptoAPI's `HMAC_INFO` for its pads.
    ///
    /// The pads of RFC 2104 are as long as a block of the hash function. MD2's are 64 bytes, as in CryptoAPI: the RFC
    /// does not speak of blocks as short as 16. SHA-384's and SHA-512's are 128, where Wine's CSP has 64: it does what
    /// the page says, and 64-byte strings of 0x36 and 0x5c say the same.
    ///
    /// - Parameters:
    ///   - key: any length. A key longer than the pads is hashed first; with two strings of the caller's own, a key
    ///     longer than 64 bytes, however long they are (measured: Wine's CSP).
    ///   - innerPad: `pbInnerString`: the key is XORed over as many bytes as both have, and the whole is hashed. Empty
    ///     for the pad of RFC 2104.
    ///   - outerPad: `pbOuterString`, likewise.
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public init(
        _ algorithm: DigestAlgorithm, key: RawSpan, innerPad: RawSpan = RawSpan(), outerPad: RawSpan = RawSpan()
    ) throws(CipherError) {
        let standardByteCount = max(Self.padByteCount, algorithm.blockByteCount)
        let standardInnerPad = [UInt8](repeating: 0x36, count: standardByteCount)
        let standardOuterPad = [UInt8](repeating: 0x5c, count: standardByteCount)
        let keyLimit = innerPad.isEmpty || outerPad.isEmpty ? standardByteCount : Self.padByteCount
        let key = try key.byteCount > keyLimit ? MessageDigest.hash(algorithm, key) : SecretBytes(copying: key)
        let inner = try MessageDigest(
            algorithm, of: innerPad.isEmpty ? standardInnerPad.span.bytes : innerPad, maskedWith: key.bytes)
        let outer = try MessageDigest(
            algorithm, of: outerPad.isEmpty ? standardOuterPad.span.bytes : outerPad, maskedWith: key.bytes)
        self.init(inner: inner, outer: outer)
    }

    private init(inner: consuming MessageDigest, outer: consuming MessageDigest) {
        self.inner = inner
        self.outer = outer
    }

    /// Authenticates the next piece of the data.
    public mutating func update(_ data: RawSpan) {
        inner.update(data)
    }

    /// A second computation that stands where this one does; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> HMAC {
        HMAC(inner: try inner.copy(), outer: try outer.copy())
    }

    /// Ends the computation and returns the code, as long as the hash value.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public consuming func finish() throws(CipherError) -> SecretBytes {
        let innerValue = try inner.finish()
        outer.update(innerValue.bytes)
        return try outer.finish()
    }

    /// Ends the computation and says whether `code` is what it gives, in a time that depends on its length only.
    ///
    /// - Parameter code: a code cut short is none.
    /// - Throws: ``CipherError/outOfMemory``.
    public consuming func isValid(_ code: RawSpan) throws(CipherError) -> Bool {
        let expected = try finish()
        return constantTimeEqual(expected.bytes, code)
    }

    /// The code of `data` under `key`.
    ///
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public static func authenticationCode(
        _ algorithm: DigestAlgorithm, key: RawSpan, data: RawSpan
    ) throws(CipherError) -> SecretBytes {
        var code = try HMAC(algorithm, key: key)
        code.update(data)
        return try code.finish()
    }
}

extension MessageDigest {
    /// The hash, to be gone on with, of `pad` with `key` XORed over as many bytes as both have.
    init(_ algorithm: DigestAlgorithm, of pad: RawSpan, maskedWith key: RawSpan) throws(CipherError) {
        var masked = try SecretBytes(copying: pad)
        masked.withUnsafeMutableBytes { masked in
            for index in 0..<min(masked.count, key.byteCount) {
                masked[index] ^= key.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            }
        }
        try self.init(algorithm)
        update(masked.bytes)
    }
}

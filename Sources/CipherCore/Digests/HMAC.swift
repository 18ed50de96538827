/// A keyed hash being computed: RFC 2104, and CryptoAPI's `CALG_HMAC` with pads of the caller's own.
public struct HMAC: ~Copyable, Sendable {
    private var inner: MessageDigest
    private var outer: MessageDigest

    /// The length of the pads of CryptoAPI, in bytes: the HMAC_INFO page names it without regard to the hash.
    private static let defaultPadByteCount = 64

    /// HMAC of RFC 2104, with its pads of 0x36 and 0x5c.
    ///
    /// The pads are as long as a block of the hash function. MD2's are 64 bytes, as in CryptoAPI: RFC 2104 does not
    /// speak of blocks as short as 16.
    ///
    /// - Parameter key: any length; a key longer than the pads is hashed first.
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public init(_ algorithm: DigestAlgorithm, key: RawSpan) throws(CipherError) {
        let count = max(Self.defaultPadByteCount, algorithm.blockByteCount)
        let innerPad = [UInt8](repeating: 0x36, count: count)
        let outerPad = [UInt8](repeating: 0x5c, count: count)
        try self.init(algorithm, key, innerPad: innerPad.span.bytes, outerPad: outerPad.span.bytes, keyLimit: count)
    }

    /// HMAC with the inner and outer strings of CryptoAPI's `HMAC_INFO`.
    ///
    /// - Parameters:
    ///   - key: any length; a key longer than 64 bytes is hashed first, whatever the strings (measured: Wine's CSP).
    ///   - innerPad: any length; the key is XORed over as many bytes as both have, and the whole is hashed.
    ///   - outerPad: likewise.
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public init(
        _ algorithm: DigestAlgorithm, key: RawSpan, innerPad: RawSpan, outerPad: RawSpan
    ) throws(CipherError) {
        try self.init(algorithm, key, innerPad: innerPad, outerPad: outerPad, keyLimit: Self.defaultPadByteCount)
    }

    private init(
        _ algorithm: DigestAlgorithm, _ key: RawSpan, innerPad: RawSpan, outerPad: RawSpan, keyLimit: Int
    ) throws(CipherError) {
        let key = try key.byteCount > keyLimit ? MessageDigest.hash(algorithm, key) : SecretBytes(copying: key)
        let inner = try MessageDigest(algorithm, of: innerPad, maskedWith: key.bytes)
        let outer = try MessageDigest(algorithm, of: outerPad, maskedWith: key.bytes)
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

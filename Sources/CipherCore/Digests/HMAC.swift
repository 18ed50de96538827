/// A keyed hash being computed: RFC 2104, and CryptoAPI's `CALG_HMAC` with pads of the caller's own.
public struct HMAC: ~Copyable, Sendable {
    /// The inner hash; or the whole code, where there is no `outer`.
    private var inner: MessageDigest
    private var outer: MessageDigest?
    /// What the two hashes begin with.
    private let blocks: Blocks?

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
        let keyLimit = innerPad.isEmpty || outerPad.isEmpty ? standardByteCount : Self.padByteCount
        let key = try key.byteCount > keyLimit ? MessageDigest.hash(algorithm, key) : SecretBytes(copying: key)
        // libgcrypt's own HMAC starts over without hashing the pads again.
        if innerPad.isEmpty, outerPad.isEmpty, let keyed = try MessageDigest.keyed(algorithm, key.bytes) {
            self.init(inner: keyed, outer: nil, blocks: nil)
            return
        }
        let innerBlock = try Self.block(innerPad, standard: 0x36, standardByteCount, key.bytes)
        let outerBlock = try Self.block(outerPad, standard: 0x5c, standardByteCount, key.bytes)
        let blocks = Blocks(inner: innerBlock, outer: outerBlock)
        self.init(inner: try MessageDigest(algorithm), outer: try MessageDigest(algorithm), blocks: blocks)
        begin()
    }

    /// A pad, the standard one where none is given, with the key XORed over it.
    private static func block(
        _ pad: RawSpan, standard: UInt8, _ standardByteCount: Int, _ key: RawSpan
    ) throws(CipherError) -> SecretBytes {
        guard pad.isEmpty else { return try SecretBytes(masking: pad, with: key) }
        let standardPad = [UInt8](repeating: standard, count: standardByteCount)
        return try SecretBytes(masking: standardPad.span.bytes, with: key)
    }

    private init(inner: consuming MessageDigest, outer: consuming MessageDigest?, blocks: Blocks?) {
        self.inner = inner
        self.outer = outer
        self.blocks = blocks
    }

    private mutating func begin() {
        guard let blocks else { return }
        blocks.inner.withUnsafeBytes { inner.update($0.bytes) }
        blocks.outer.withUnsafeBytes { outer?.update($0.bytes) }
    }

    /// The length of the code, in bytes: that of the hash value.
    public var byteCount: Int { inner.algorithm.byteCount }

    /// Authenticates the next piece of the data.
    public mutating func update(_ data: RawSpan) {
        inner.update(data)
    }

    /// A second computation that stands where this one does; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> HMAC {
        HMAC(inner: try inner.copy(), outer: try outer?.copy(), blocks: blocks)
    }

    /// Writes the code into `buffer`, and starts over with the same key and pads; libgcrypt's own HMAC, which has the
    /// standard pads, allocates a block as long as the hash value meanwhile.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless the buffer is exactly as long as the hash value.
    public mutating func finish(into buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try inner.finish(into: buffer)
        outer?.update(UnsafeRawBufferPointer(buffer).bytes)
        try outer?.finish(into: buffer)
        begin()
    }

    /// Ends the computation and returns the code, as long as the hash value.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public consuming func finish() throws(CipherError) -> SecretBytes {
        var code = try SecretBytes(count: byteCount)
        try code.withUnsafeMutableBytes { buffer throws(CipherError) in try finish(into: buffer) }
        return code
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

/// The pads, XORed with the key, of a code that starts over by hashing them again; they never change.
private final class Blocks: Sendable {
    let inner: SecretBytes
    let outer: SecretBytes

    init(inner: consuming SecretBytes, outer: consuming SecretBytes) {
        self.inner = inner
        self.outer = outer
    }
}

extension SecretBytes {
    /// `pad` with `key` XORed over as many bytes as both have.
    init(masking pad: RawSpan, with key: RawSpan) throws(CipherError) {
        try self.init(copying: pad)
        withUnsafeMutableBytes { masked in
            for index in 0..<min(masked.count, key.byteCount) {
                masked[index] ^= key.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            }
        }
    }
}

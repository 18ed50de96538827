/// The hash of SSL 3.0 and TLS 1.0/1.1 handshakes, `CALG_SSL3_SHAMD5`: MD5, and SHA-1 behind it, of the same data.
///
/// Microsoft's providers take the finished value only, to sign it without a DigestInfo.
public struct HandshakeDigest: ~Copyable, Sendable {
    /// The length of the hash value, in bytes.
    public static let byteCount = DigestAlgorithm.md5.byteCount + DigestAlgorithm.sha1.byteCount

    private var md5: MessageDigest
    private var sha1: MessageDigest

    /// The hash of nothing yet.
    ///
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public init() throws(CipherError) {
        self.init(try MessageDigest(.md5), try MessageDigest(.sha1))
    }

    private init(_ md5: consuming MessageDigest, _ sha1: consuming MessageDigest) {
        self.md5 = md5
        self.sha1 = sha1
    }

    /// Hashes the next piece of the data.
    public mutating func update(_ data: RawSpan) {
        md5.update(data)
        sha1.update(data)
    }

    /// A second computation that stands where this one does; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> HandshakeDigest {
        HandshakeDigest(try md5.copy(), try sha1.copy())
    }

    /// Returns the hash value, MD5's 16 bytes and SHA-1's 20, and starts over.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public mutating func finish() throws(CipherError) -> SecretBytes {
        var value = try SecretBytes(count: Self.byteCount)
        try value.withUnsafeMutableBytes { value throws(CipherError) in
            let middle = DigestAlgorithm.md5.byteCount
            try md5.finish(into: UnsafeMutableRawBufferPointer(rebasing: value[..<middle]))
            try sha1.finish(into: UnsafeMutableRawBufferPointer(rebasing: value[middle...]))
        }
        return value
    }
}

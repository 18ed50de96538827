internal import CGcrypt

/// A hash being computed: data goes in, in pieces of any length, and `finish` gives the value and starts over.
///
/// What it holds may be secret (a key is hashed): it is wiped when the value dies.
public struct MessageDigest: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the handle has one owner, and changing it takes exclusive access to that owner.

    /// The hash function.
    public let algorithm: DigestAlgorithm

    // Exactly one of the two is there. libgcrypt wipes its context when the handle is closed.
    private let handle: gcry_md_hd_t?
    private var md2: MD2?

    /// The hash of nothing yet.
    ///
    /// - Throws: ``CipherError/unsupportedAlgorithm`` (libgcrypt in FIPS mode has no MD4 and MD5),
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(_ algorithm: DigestAlgorithm) throws(CipherError) {
        guard let identifier = algorithm.libraryIdentifier else {
            self.init(algorithm, handle: nil, md2: try MD2())
            return
        }
        try CipherLibrary.start()
        var handle: gcry_md_hd_t?
        try check(gcry_md_open(&handle, identifier, 0))
        self.init(algorithm, handle: handle, md2: nil)
    }

    /// HMAC of RFC 2104 in place of the hash: what is finished is the code, and starting over keeps the key. Nil for a
    /// function that is not libgcrypt's.
    ///
    /// - Throws: as ``init(_:)``.
    static func keyed(_ algorithm: DigestAlgorithm, _ key: RawSpan) throws(CipherError) -> MessageDigest? {
        guard let identifier = algorithm.libraryIdentifier else { return nil }
        try CipherLibrary.start()
        var handle: gcry_md_hd_t?
        try check(gcry_md_open(&handle, identifier, GCRY_MD_FLAG_HMAC.rawValue))
        let digest = MessageDigest(algorithm, handle: handle, md2: nil)
        try check(key.withUnsafeBytes { gcry_md_setkey(handle, $0.baseAddress, $0.count) })
        return digest
    }

    private init(_ algorithm: DigestAlgorithm, handle: gcry_md_hd_t?, md2: consuming MD2?) {
        self.algorithm = algorithm
        self.handle = handle
        self.md2 = md2
    }

    deinit {
        if let handle { gcry_md_close(handle) }
    }

    /// Hashes the next piece of the data.
    public mutating func update(_ data: RawSpan) {
        if let handle {
            data.withUnsafeBytes { gcry_md_write(handle, $0.baseAddress, $0.count) }
        } else {
            md2?.update(data)
        }
    }

    /// A second computation that stands where this one does; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> MessageDigest {
        var copied: gcry_md_hd_t?
        if let handle { try check(gcry_md_copy(&copied, handle)) }
        return MessageDigest(algorithm, handle: copied, md2: try md2?.copy())
    }

    /// Writes the hash value into `buffer`, in the byte order of the function's specification, and starts over.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless the buffer has exactly ``DigestAlgorithm/byteCount`` bytes.
    public mutating func finish(into buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        guard buffer.count == algorithm.byteCount else { throw .illegalParameter }
        guard let handle else {
            md2?.finish(into: buffer)
            return
        }
        // libgcrypt gives no value when its self-tests (FIPS mode) have failed.
        guard let value = gcry_md_read(handle, 0) else { throw .libraryUnavailable }
        buffer.copyMemory(from: UnsafeRawBufferPointer(start: value, count: buffer.count))
        gcry_md_reset(handle)
    }

    /// Returns the hash value, in the byte order of the function's specification, and starts over.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public mutating func finish() throws(CipherError) -> SecretBytes {
        var value = try SecretBytes(count: algorithm.byteCount)
        try value.withUnsafeMutableBytes { buffer throws(CipherError) in try finish(into: buffer) }
        return value
    }

    /// The hash value of `data`.
    ///
    /// - Throws: what ``init(_:)`` throws.
    public static func hash(_ algorithm: DigestAlgorithm, _ data: RawSpan) throws(CipherError) -> SecretBytes {
        var digest = try MessageDigest(algorithm)
        digest.update(data)
        return try digest.finish()
    }
}

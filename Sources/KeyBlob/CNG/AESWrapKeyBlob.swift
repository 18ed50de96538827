/// `Rfc3565KeyWrapBlob`: a symmetric key, wrapped by an AES key.
///
/// ```c
/// struct { BYTE wrapped[8 + cbKey]; }      // RFC 3394 with the default IV, over the naked key bytes
/// ```
/// There is no header, so nothing can recognise one; what is wrapped is the key itself, not a `KeyDataBlob`. Whether it
/// is intact is seen when it is unwrapped. Source: RFC 3394 section 2.2 (two blocks of 64 bits or more) and RFC 3565; a
/// Wine test that runs on Windows shows that nothing stands around it.
public struct AESWrapKeyBlob: LayoutFormat, ~Escapable {
    /// `wrapped`: 8 bytes more than the key, which has a multiple of 8, and at least 16.
    public private(set) var wrapped: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy wrapped)
    public init(wrapped: RawSpan) { self.wrapped = wrapped }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.rest("wrapped", &wrapped, .open)
        let count = wrapped.byteCount
        try pass.rule("a multiple of 8 bytes, at least 24", count >= 24 && count % 8 == 0, .truncated, tolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(wrapped: source.extracting(first: 0)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension AESWrapKeyBlob: CNGKeyBlobFormat {
    /// `Rfc3565KeyWrapBlob`.
    public static var blobTypes: [CNGBlobType] { [.aesWrapKey] }

    /// The twin that keeps its bytes; nothing in it is secret.
    public typealias Owned = OwnedBlob<Self>

    /// Strict and zero-copy.
    @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) { self = try Self.parse(source) }

    /// Tolerant and zero-copy.
    @_lifetime(copy source)
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        self = try Self.parse(source, tolerating: &deviations)
    }

    /// The length of the BLOB, in bytes.
    public var byteCount: Int { get throws(BlobError) { try measure() } }

    /// Writes the BLOB and returns its length, in bytes.
    public func serialize(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int {
        try unsafe write(into: buffer)
    }

    /// A row for every field.
    public static func inspect(_ source: RawSpan) throws(BlobError) -> Inspection { try inspection(source) }
}

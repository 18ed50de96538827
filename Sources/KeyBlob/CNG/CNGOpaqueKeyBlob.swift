/// `OpaqueKeyBlob`, `OpaqueTransport` and `TLS13PRESHAREDKEY`: bytes that mean something to one provider only.
///
/// They are carried as they are; nothing can recognise them. Known bodies: Wine writes a ULONG with the key's length and
/// the key in the clear, Microsoft's Platform Crypto Provider a ``PCP20KeyBlob`` or a ``PCPKeyBlob``; what Windows'
/// software provider writes was never published. Source: Microsoft Learn, "BCryptExportKey function"; the SDK's ncrypt.h
/// and bcrypt.h for the names.
public struct CNGOpaqueKeyBlob: LayoutFormat, ~Escapable {
    /// The whole BLOB, at least one byte; it may hold a key in the clear.
    public private(set) var body: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy body)
    public init(body: RawSpan) { self.body = body }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.rest("body", &body, .secret)
        try pass.rule("at least 1 byte", body.byteCount > 0, .truncated, tolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(body: source.extracting(first: 0)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGOpaqueKeyBlob: CNGKeyBlobFormat {
    /// `OpaqueKeyBlob`, and two whose contents nobody has published.
    public static var blobTypes: [CNGBlobType] { [.opaqueKey, .opaqueTransport, .tls13PreSharedKey] }

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

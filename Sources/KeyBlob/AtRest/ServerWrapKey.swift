/// A domain's symmetric backup key: the LSA secret `G$BCKUPKEY_<GUID>` that `G$BCKUPKEY_P` points to.
///
/// ```c
/// struct { DWORD version;                          // 1
///          BYTE Key[256]; }
/// ```
/// Source: [MS-BKRP] 2.2.7.
public struct ServerWrapKey: LayoutFormat, ~Escapable {
    /// `Key`: 256 bytes.
    public private(set) var key: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("version", 1 as UInt32, .unsupportedVersion)
        try pass.bytes("Key", &key, count: 256, "256", .secret, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        key = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ServerWrapKey: KeyBlobFormat {
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

/// The reference of a ``MasterKeyFile`` to the user's password history (the file `CREDHIST`).
///
/// ```c
/// struct { DWORD dwVersion; GUID guid; }
/// ```
/// The layout is not documented by Microsoft. Source: what mimikatz and impacket read, which agree. Windows has been seen
/// to write version 3 with a GUID of zeros for the machine's own keys.
public struct CredentialHistoryRecord: LayoutFormat, ~Escapable {
    /// `dwVersion`.
    public private(set) var version: UInt32
    /// `guid`: 16 bytes; names an entry of the password history.
    public private(set) var guid: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("dwVersion", &version)
        try pass.bytes("guid", &guid, count: 16, "16", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        version = 0
        guid = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CredentialHistoryRecord: KeyBlobFormat {
    /// The twin that keeps its bytes; nothing in it is in the clear.
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

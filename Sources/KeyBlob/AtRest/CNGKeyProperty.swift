/// One property in a ``CNGKeyFile``.
///
/// ```c
/// struct { DWORD dwStructLen;                      // of the whole record
///          DWORD type, unk;
///          DWORD dwNameLen, dwPropertyLen;
///          WCHAR name[dwNameLen / 2];              // without a NUL
///          BYTE property[dwPropertyLen]; }
/// ```
/// Type 10 without a name is the public key as a CNG BLOB; `Modified` is a FILETIME. Not documented by Microsoft. Source:
/// what mimikatz reads, which goes by `dwStructLen` from one record to the next and so would pass over a pad.
public struct CNGKeyProperty: LayoutFormat, ~Escapable {
    private var recordSize: UInt32
    /// `type`.
    public private(set) var type: UInt32
    private var unknown: UInt32
    private var nameSize: UInt32
    private var valueSize: UInt32
    /// `name`: UTF-16LE without a NUL; may be empty.
    public private(set) var name: RawSpan
    /// `property`.
    public private(set) var value: RawSpan
    private var pad: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("dwStructLen", &recordSize, .range(20...UInt32.max), .lengthMismatch, tolerated: nil)
        try pass.scalar("type", &type)
        try pass.scalar("unk", &unknown)
        try pass.scalar("dwNameLen", &nameSize)
        try pass.rule("even", nameSize % 2 == 0, .lengthMismatch, tolerated: nil)
        try pass.scalar("dwPropertyLen", &valueSize)
        let left = Int(recordSize) - 20 - Int(nameSize) - Int(valueSize)
        try pass.rule("within dwStructLen", left >= 0, .lengthMismatch, tolerated: nil)
        try pass.bytes("name", &name, count: Int(nameSize), "dwNameLen", .open, shortTolerated: nil)
        try pass.bytes("property", &value, count: Int(valueSize), "dwPropertyLen", .open, shortTolerated: nil)
        try pass.bytes(
            "pad", &pad, count: max(left, 0), "dwStructLen - 20 - dwNameLen - dwPropertyLen", .open,
            shortTolerated: nil)
        try pass.rule("none", pad.isEmpty, .lengthMismatch, tolerated: .paddedRecord)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        recordSize = 20
        type = 0
        unknown = 0
        nameSize = 0
        valueSize = 0
        name = nothing
        value = nothing
        pad = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGKeyProperty: KeyBlobFormat {
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

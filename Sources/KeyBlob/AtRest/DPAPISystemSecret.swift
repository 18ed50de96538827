/// The LSA secret `DPAPI_SYSTEM`: what the machine's own master keys are opened with.
///
/// ```c
/// struct { DWORD dwVersion;                        // 1
///          BYTE machineKey[20], userKey[20]; }
/// ```
/// Not documented by Microsoft. Source: what mimikatz and impacket read, which agree.
public struct DPAPISystemSecret: LayoutFormat, ~Escapable {
    /// `machineKey`: 20 bytes.
    public private(set) var machineKey: RawSpan
    /// `userKey`: 20 bytes.
    public private(set) var userKey: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 1 as UInt32, .unsupportedVersion)
        try pass.bytes("machineKey", &machineKey, count: 20, "20", .secret, shortTolerated: nil)
        try pass.bytes("userKey", &userKey, count: 20, "20", .secret, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        machineKey = source.extracting(first: 0)
        userKey = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DPAPISystemSecret: KeyBlobFormat {
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

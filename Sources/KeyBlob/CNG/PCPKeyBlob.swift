/// `PCP_KEY_BLOB`: a key that a TPM 1.2 has wrapped, in the form of Microsoft's Platform Crypto Provider.
///
/// ```c
/// struct { DWORD magic;                    // "PCPM"
///          DWORD cbHeader;                 // 20
///          DWORD pcpType;                  // 1
///          DWORD flags;                    // 1: authorization required
///          ULONG cbTpmKey;
///          BYTE tpmKey[cbTpmKey]; }        // TPM_KEY12, encrypted by the TPM
/// ```
/// Source: Microsoft's PCPTool samples (TpmAtt.h, "Platform Crypto-Provider Toolkit"). What is inside is the TPM's.
public struct PCPKeyBlob: LayoutFormat, ~Escapable {
    /// `flags`: 1 where authorization is required.
    public private(set) var flags: UInt32
    /// `tpmKey`.
    public private(set) var tpmKey: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy tpmKey)
    public init(flags: UInt32, tpmKey: RawSpan) {
        self.flags = flags
        self.tpmKey = tpmKey
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("magic", 0x4D50_4350 as UInt32, .badMagic)  // "PCPM"
        try pass.constant("cbHeader", 20 as UInt32, .lengthMismatch)
        try pass.constant("pcpType", 1 as UInt32, .unsupportedVersion)
        try pass.scalar("flags", &flags)
        var size = UInt32(clamping: tpmKey.byteCount)
        try pass.scalar("cbTpmKey", &size)
        try pass.bytes("tpmKey", &tpmKey, count: Int(size), "cbTpmKey", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(flags: 0, tpmKey: source.extracting(first: 0)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PCPKeyBlob: CNGKeyBlobFormat {
    /// `OpaqueKeyBlob`, of the Platform Crypto Provider.
    public static var blobTypes: [CNGBlobType] { [.opaqueKey] }

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

/// `PcpTpmPersistentKeyBlob`: the handle of a key that stays in a TPM.
///
/// ```c
/// struct { DWORD magic;                    // "KPTM"
///          DWORD cbHeader;                 // 12: tells it from a TPMLoadableKeyBlob, which has the same magic
///          DWORD tpmHandle; }
/// ```
/// Source: the SDK's ncrypt.h, `NCRYPT_TPM_PERSISTENT_KEY_BLOB_HEADER` (its comment spells another magic, 'MTPE', than its
/// number).
public struct TPMPersistentKeyBlob: LayoutFormat, ~Escapable {
    /// `tpmHandle`.
    public private(set) var handle: UInt32

    /// The fields of a BLOB to be written.
    @_lifetime(immortal)
    public init(handle: UInt32) { self.handle = handle }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("magic", 0x4D54_504B as UInt32, .badMagic)  // "KPTM"
        try pass.constant("cbHeader", 12 as UInt32, .lengthMismatch)
        try pass.scalar("tpmHandle", &handle)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(handle: 0) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension TPMPersistentKeyBlob: CNGKeyBlobFormat {
    /// `PcpTpmPersistentKeyBlob`.
    public static var blobTypes: [CNGBlobType] { [.tpmPersistentKey] }

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

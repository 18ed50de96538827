/// `PcpTpmProtectedKeyBlob`: a key that a TPM has wrapped and can load.
///
/// ```c
/// struct { DWORD magic;                    // "KPTM"
///          DWORD cbHeader;                 // 20: tells it from a TPMPersistentKeyBlob, which has the same magic
///          DWORD cbPublic, cbPrivate, cbName;
///          BYTE public[cbPublic],          // TPM2B_PUBLIC
///               private[cbPrivate],        // TPM2B_PRIVATE, encrypted by the TPM
///               name[cbName]; }
/// ```
/// Source: the SDK's ncrypt.h, `NCRYPT_TPM_LOADABLE_KEY_BLOB_HEADER`. What is inside is the TPM's.
public struct TPMLoadableKeyBlob: LayoutFormat, ~Escapable {
    /// `public`.
    public private(set) var publicArea: RawSpan
    /// `private`.
    public private(set) var privateArea: RawSpan
    /// `name`.
    public private(set) var name: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy publicArea, copy privateArea, copy name)
    public init(publicArea: RawSpan, privateArea: RawSpan, name: RawSpan) {
        self.publicArea = publicArea
        self.privateArea = privateArea
        self.name = name
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("magic", 0x4D54_504B as UInt32, .badMagic)  // "KPTM"
        try pass.constant("cbHeader", 20 as UInt32, .lengthMismatch)
        var publicSize = UInt32(clamping: publicArea.byteCount)
        try pass.scalar("cbPublic", &publicSize)
        var privateSize = UInt32(clamping: privateArea.byteCount)
        try pass.scalar("cbPrivate", &privateSize)
        var nameSize = UInt32(clamping: name.byteCount)
        try pass.scalar("cbName", &nameSize)
        try pass.bytes("public", &publicArea, count: Int(publicSize), "cbPublic", .open, shortTolerated: nil)
        try pass.bytes("private", &privateArea, count: Int(privateSize), "cbPrivate", .open, shortTolerated: nil)
        try pass.bytes("name", &name, count: Int(nameSize), "cbName", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(publicArea: nothing, privateArea: nothing, name: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension TPMLoadableKeyBlob: CNGKeyBlobFormat {
    /// `PcpTpmProtectedKeyBlob`.
    public static var blobTypes: [CNGBlobType] { [.tpmProtectedKey] }

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

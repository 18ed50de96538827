/// `KeyDataBlob`: a symmetric key in the clear, as BCryptExportKey writes it.
///
/// ```c
/// struct { ULONG dwMagic;                  // "KDBM"
///          ULONG dwVersion;                // 1
///          ULONG cbKeyData;
///          BYTE key[cbKeyData]; }          // in natural order
/// ```
/// The BLOB does not say whose key it is: the algorithm is the caller's, and HMAC keys may have any length. Source:
/// Microsoft Learn, "BCRYPT_KEY_DATA_BLOB_HEADER structure"; golden BLOBs are Wine's.
public struct KeyDataBlob: LayoutFormat, ~Escapable {
    /// `key`: at least one byte.
    public var key: RawSpan

    /// The fields of a BLOB to be written; `cbKeyData` follows from the length of `key`.
    @inlinable @_lifetime(copy key)
    public init(key: RawSpan) { self.key = key }

    @inlinable @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try KeyDataFields.layout(&pass, &key)
    }

    @inlinable @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(key: source.extracting(first: 0)) }
}

/// The fields of a `KeyDataBlob`, which stands alone or within a ``CipherKeyBlob``.
@usableFromInline
enum KeyDataFields {
    /// The length of the fields in front of the key, in bytes.
    @inlinable static var headerByteCount: Int { 12 }

    /// `outerSize` is what a BLOB around this one says of its length.
    @inlinable @inline(__always) @_lifetime(key: copy pass, copy key)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ key: inout RawSpan, within outerSize: UInt32? = nil
    ) throws(BlobError) {
        try pass.constant("dwMagic", 0x4D42_444B as UInt32, .badMagic)  // "KDBM"
        try pass.constant("dwVersion", 1 as UInt32, .unsupportedVersion)
        var size = UInt32(clamping: key.byteCount)
        try pass.scalar("cbKeyData", &size)
        try pass.rule("at least 1", size > 0, .badKeyLength, tolerated: .unexpectedKeyLength)
        if let outerSize {
            try pass.rule(
                "12 less than the outer cbKeyData", Int(outerSize) == headerByteCount + Int(size), .lengthMismatch,
                tolerated: .lengthFieldDisagrees)
        }
        try pass.bytes("key", &key, count: Int(size), "cbKeyData", .secret, shortTolerated: nil)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension KeyDataBlob: CNGKeyBlobFormat {
    /// `KeyDataBlob`.
    public static var blobTypes: [CNGBlobType] { [.keyData] }

    /// Strict and zero-copy. Compiled into the caller, for which it is little more than the call would be; what is
    /// refused there is parsed once more, for the reason.
    @inlinable @inline(__always) @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) {
        var view = Self(emptyFieldsOf: source)
        var pass = ParsePass<BareRefusal>(source)
        do throws(BlobError) {
            try view.layout(&pass)
            try pass.finish()
            self = view
        } catch {
            self = try Self.explained(source)
        }
    }

    /// The same over a buffer that must outlive the view. Said here and not left to the protocol, whose witnesses are
    /// called.
    @inlinable @inline(__always) @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        try self.init(parsing: unsafe buffer.bytes)
    }

    @usableFromInline @inline(never) @_lifetime(copy source)
    static func explained(_ source: RawSpan) throws(BlobError) -> Self { try parse(source) }

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

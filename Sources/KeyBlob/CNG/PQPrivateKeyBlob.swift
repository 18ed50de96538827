/// `PQPrivateKeyBlob`: a post-quantum private key as NCryptExportKey writes it, around one of BCryptExportKey.
///
/// ```c
/// struct { ULONG dwMagic;                  // "PQPR"
///          ULONG cbBCryptType;             // in bytes, with the NUL
///          ULONG cbBCryptBlob;
///          WCHAR BCryptType[];             // such as L"PQDSAPRIVATEBLOB"
///          BYTE BCryptBlob[cbBCryptBlob]; }
/// ```
/// The inner BLOB is handed on as bytes, for the format that `BCryptType` names. Source: the SDK's ncrypt.h,
/// `NCRYPT_PQ_BLOB`.
public struct PQPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `BCryptType`: a ``CNGBlobType``.
    public private(set) var innerType: WideString
    /// `BCryptBlob`: a ``PQDSAPrivateKeyBlob`` or ``MLKEMPrivateKeyBlob``, if the type says so.
    public private(set) var innerBlob: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy innerType, copy innerBlob)
    public init(innerType: WideString, innerBlob: RawSpan) {
        self.innerType = innerType
        self.innerBlob = innerBlob
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwMagic", 0x5250_5150 as UInt32, .badMagic)  // "PQPR"
        var typeSize = UInt32(clamping: innerType.byteCount)
        try pass.stringLength("cbBCryptType", &typeSize)
        var blobSize = UInt32(clamping: innerBlob.byteCount)
        try pass.scalar("cbBCryptBlob", &blobSize, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        try pass.string("BCryptType", &innerType, count: typeSize, "cbBCryptType")
        try pass.bytes("BCryptBlob", &innerBlob, count: Int(blobSize), "cbBCryptBlob", .secret, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(innerType: WideString(bytes: nothing), innerBlob: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PQPrivateKeyBlob: CNGKeyBlobFormat {
    /// `PQPrivateKeyBlob`.
    public static var blobTypes: [CNGBlobType] { [.pqPrivateKey] }

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

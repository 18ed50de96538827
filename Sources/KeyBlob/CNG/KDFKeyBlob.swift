/// `KDFKeyBlob`: the secret of a key derivation function, with its algorithm's name.
///
/// ```c
/// struct { NCRYPT_KEY_BLOB_HEADER header;  // dwMagic "KDF1"
///          WCHAR AlgName[];
///          BYTE KeyData[cbKeyData]; }      // the secret
/// ```
/// Source: Microsoft Learn, "NCRYPT_KEY_BLOB_HEADER structure"; the SDK's ncrypt.h for name and magic. The layout is the header's; that the data is the naked secret is inferred.
public struct KDFKeyBlob: LayoutFormat, ~Escapable {
    /// `AlgName`: the algorithm.
    public private(set) var algorithm: WideString
    /// `KeyData`: at least one byte.
    public private(set) var keyData: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy algorithm, copy keyData)
    public init(algorithm: WideString, keyData: RawSpan) {
        self.algorithm = algorithm
        self.keyData = keyData
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var size = UInt32(clamping: keyData.byteCount)
        try NCryptKeyBlobHeader.layout(&pass, magic: 0x3146_444B, &algorithm, &size)  // "KDF1"
        try pass.bytes("KeyData", &keyData, count: Int(size), "cbKeyData", .secret, shortTolerated: nil)
        try pass.rule("at least 1 byte", size > 0, .badKeyLength, tolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(algorithm: WideString(bytes: nothing), keyData: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension KDFKeyBlob: CNGKeyBlobFormat {
    /// `KDFKeyBlob`.
    public static var blobTypes: [CNGBlobType] { [.kdfKey] }

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

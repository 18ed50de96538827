/// `CipherKeyBlob`: a symmetric key in the clear with its algorithm's name, as NCryptExportKey writes it.
///
/// ```c
/// struct { NCRYPT_KEY_BLOB_HEADER header;  // dwMagic "CPHR"; cbKeyData is 12 more than the key
///          WCHAR AlgName[];                // such as L"AES"
///          ULONG dwMagic, dwVersion, cbKeyData;
///          BYTE key[cbKeyData]; }          // a whole KeyDataBlob
/// ```
/// Source: Microsoft Learn, "NCRYPT_KEY_BLOB_HEADER structure"; that the data is a `KeyDataBlob` is what .NET's
/// SymmetricImportExportExtensions reads and writes.
public struct CipherKeyBlob: LayoutFormat, ~Escapable {
    /// `AlgName`: the algorithm, such as `AES`.
    public private(set) var algorithm: WideString
    /// `key`: at least one byte.
    public private(set) var key: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy algorithm, copy key)
    public init(algorithm: WideString, key: RawSpan) {
        self.algorithm = algorithm
        self.key = key
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var nested = UInt32(clamping: KeyDataFields.headerByteCount + key.byteCount)
        try NCryptKeyBlobHeader.layout(&pass, magic: 0x5248_5043, &algorithm, &nested)  // "CPHR"
        try KeyDataFields.layout(&pass, &key, within: nested)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(algorithm: WideString(bytes: nothing), key: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CipherKeyBlob: CNGKeyBlobFormat {
    /// `CipherKeyBlob`.
    public static var blobTypes: [CNGBlobType] { [.cipherKey] }

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

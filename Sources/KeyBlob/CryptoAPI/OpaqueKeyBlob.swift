/// `OPAQUEKEYBLOB`: a session key with its whole state, in a form private to the provider that wrote it.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 9, bVersion 2, aiKeyAlg of the session key
///          BYTE body[]; }
/// ```
/// It moves a session key, above all Schannel's, from one process to another of the same machine. The body is carried
/// as it is; that of Microsoft's providers was never published. Our own is ``OpaqueSessionKeyBlob``. Source: Microsoft
/// Learn, "CPExportKey function" and "Diffie-Hellman Schannel Key BLOBs".
public struct OpaqueKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: the algorithm of the session key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// All that stands behind the header; it may hold the key in the clear.
    public private(set) var body: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy body)
    public init(keyAlgorithm: AlgorithmIdentifier, body: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        self.body = body
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try Self.header(&pass, &keyAlgorithm)
        try pass.rest("body", &body, .secret)
    }

    /// The header of every OPAQUEKEYBLOB. All Schannel keys may travel in one, those too that are in no other BLOB.
    @inline(__always)
    static func header<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ keyAlgorithm: inout AlgorithmIdentifier
    ) throws(BlobError) {
        try BlobHeader.layout(&pass, .opaqueKey, &keyAlgorithm, "ALG_ID of a session key or of Schannel") {
            $0.isSessionKey || $0.rawValue >= 0x4C01 && $0.rawValue <= 0x4C07
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .rc2, body: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension OpaqueKeyBlob: KeyBlobFormat {
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

/// `OPAQUEKEYBLOB` of this package: a session key with its whole state, sealed.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 9, bVersion 2, aiKeyAlg of the session key
///          DWORD magic;                    // "SKB1": 53 4B 42 31
///          DWORD version;                  // of the body: 1
///          BYTE body[]; }
/// ```
/// The magic right behind the header keeps other providers from reading what they do not know, and this one from
/// reading theirs (``OpaqueKeyBlob``). What the body is, how it is encrypted and under which key, is the provider's; to
/// the codec it is bytes.
public struct OpaqueSessionKeyBlob: LayoutFormat, ~Escapable {
    /// `magic`, as the integer that its four bytes make.
    public static let magic: UInt32 = 0x3142_4B53
    /// The newest `version` of the body.
    public static let version: UInt32 = 1

    /// `aiKeyAlg`: the algorithm of the session key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `version`: the form of the body.
    public private(set) var bodyVersion: UInt32
    /// The body.
    public private(set) var body: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy body)
    public init(keyAlgorithm: AlgorithmIdentifier, bodyVersion: UInt32 = Self.version, body: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        self.bodyVersion = bodyVersion
        self.body = body
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try OpaqueKeyBlob.header(&pass, &keyAlgorithm)
        try pass.constant("magic", 0x3142_4B53 as UInt32, .badMagic)  // "SKB1"
        try pass.scalar("version", &bodyVersion, .only(1), .unsupportedVersion, tolerated: nil)
        try pass.rest("body", &body, .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .rc2, body: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension OpaqueSessionKeyBlob: KeyBlobFormat {
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

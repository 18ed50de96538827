/// `OPAQUEKEYBLOB` of this package: a session key with its whole state, sealed.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 9, bVersion 2, aiKeyAlg of the session key
///          DWORD magic;                    // "SKB1": 53 4B 42 31
///          DWORD version;                  // 1
///          DWORD provider;                 // whose key it is: 1 to 9
///          DWORD keySource;                // of the sealing key: 1 user's store, 2 machine's store, 3 channel
///          BYTE keyID[16];                 // of the sealing key
///          BYTE salt[16];                  // of this BLOB
///          BYTE sealed[]; }                // the state, encrypted and authenticated with all that stands before it
/// ```
/// The magic right behind the header keeps other providers from reading what they do not know, and this one from
/// reading theirs (``OpaqueKeyBlob``). What is sealed and how is the provider's affair; to the codec it is bytes, of
/// which the last 16 are a tag. Nothing in the BLOB is secret.
public struct OpaqueSessionKeyBlob: LayoutFormat, ~Escapable {
    /// `magic`, as the integer that its four bytes make.
    public static let magic: UInt32 = 0x3142_4B53
    /// The newest `version`.
    public static let version: UInt32 = 1
    /// The length of what stands before ``sealed``, in bytes.
    public static let headByteCount = 56

    /// `aiKeyAlg`: the algorithm of the session key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `version`: the form of the BLOB.
    public private(set) var version: UInt32
    /// `provider`: whose key it is, by a number of this package.
    public private(set) var provider: UInt32
    /// `keySource`: where the sealing key comes from, 1 to 3.
    public private(set) var keySource: UInt32
    /// `keyID`: 16 bytes that tell sealing keys apart.
    public private(set) var keyIdentifier: RawSpan
    /// `salt`: 16 random bytes.
    public private(set) var salt: RawSpan
    /// `sealed`: the state, encrypted, and the tag.
    public private(set) var sealed: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy keyIdentifier, copy salt, copy sealed)
    public init(
        keyAlgorithm: AlgorithmIdentifier, provider: UInt32, keySource: UInt32, keyIdentifier: RawSpan, salt: RawSpan,
        sealed: RawSpan
    ) {
        self.keyAlgorithm = keyAlgorithm
        version = Self.version
        self.provider = provider
        self.keySource = keySource
        self.keyIdentifier = keyIdentifier
        self.salt = salt
        self.sealed = sealed
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try OpaqueKeyBlob.header(&pass, &keyAlgorithm)
        try pass.constant("magic", 0x3142_4B53 as UInt32, .badMagic)  // "SKB1"
        try pass.scalar("version", &version, .only(1), .unsupportedVersion, tolerated: nil)
        try pass.scalar("provider", &provider, .range(1...9), .badAlgorithm, tolerated: nil)
        try pass.scalar("keySource", &keySource, .range(1...3), .badAlgorithm, tolerated: nil)
        try pass.bytes("keyID", &keyIdentifier, count: 16, "16", .open, shortTolerated: nil)
        try pass.bytes("salt", &salt, count: 16, "16", .open, shortTolerated: nil)
        try pass.rest("sealed", &sealed, .open)
        try pass.rule("16 bytes or more", sealed.byteCount >= 16, .truncated, tolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(
            keyAlgorithm: .rc2, provider: 1, keySource: 1, keyIdentifier: nothing, salt: nothing, sealed: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension OpaqueSessionKeyBlob: KeyBlobFormat {
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

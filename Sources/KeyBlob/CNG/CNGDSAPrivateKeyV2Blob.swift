/// `DSAPRIVATEBLOB` of version 2: a DSA key pair of more than 1024 bits (Windows writes shorter ones in version 1).
///
/// ```c
/// struct { ULONG dwMagic;                  // "DPV2"
///          ULONG cbKey;                    // bytes of Modulus: a multiple of 8, to 384
///          ULONG hashAlgorithm, standardVersion, cbSeedLength, cbGroupSize;   // see CNGDSAVersion2
///          BYTE Count[4], Seed[cbSeedLength], q[cbGroupSize], Modulus[cbKey], Generator[cbKey],
///               Public[cbKey], PrivateExponent[cbGroupSize]; }
/// ```
/// Numbers are big-endian, padded at the front.
/// Source: the present text of Microsoft Learn, "BCRYPT_DSA_KEY_BLOB_V2 structure", and .NET's DSACng; bindings made from
/// the text of 2018 leave out Seed and q and write another BLOB.
public struct CNGDSAPrivateKeyV2Blob: LayoutFormat, ~Escapable {
    /// How the group was made.
    public private(set) var version: CNGDSAVersion2
    /// The group, with counter and seed.
    public private(set) var domain: CNGDSADomain
    /// `Public`, y: as long as the modulus.
    public private(set) var y: BigEndianInteger
    /// `PrivateExponent`, x: as long as q.
    public private(set) var x: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy domain, copy y, copy x)
    public init(version: CNGDSAVersion2, domain: CNGDSADomain, y: BigEndianInteger, x: BigEndianInteger) {
        self.version = version
        self.domain = domain
        self.y = y
        self.x = x
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var lengths = CNGDSADomain.Lengths(
            key: UInt32(clamping: y.byteCount), seed: UInt32(clamping: domain.seed.byteCount),
            group: UInt32(clamping: domain.q.byteCount))
        try pass.constant("dwMagic", 0x3256_5044 as UInt32, .badMagic)  // "DPV2"
        try pass.primeLength("cbKey", &lengths.key, "a multiple of 8, 64…384", in: 64...384)
        try version.layout(&pass, &lengths)
        try domain.layout(&pass, lengths)
        try pass.integer("Public", &y, count: Int(lengths.key), "cbKey", .open)
        try pass.integer("PrivateExponent", &x, count: Int(lengths.group), lengths.groupWords, .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(
            version: CNGDSAVersion2(hashAlgorithm: .sha1, standardVersion: 0),
            domain: CNGDSADomain(emptyFieldsOf: source), y: nothing, x: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDSAPrivateKeyV2Blob: CNGKeyBlobFormat {
    /// `DSAPRIVATEBLOB`, as version 1.
    public static var blobTypes: [CNGBlobType] { [.dsaPrivateKey, .privateKey] }

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

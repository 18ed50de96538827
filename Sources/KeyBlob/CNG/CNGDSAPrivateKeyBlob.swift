/// `DSAPRIVATEBLOB`: a DSA key pair of up to 1024 bits.
///
/// ```c
/// struct { ULONG dwMagic;                  // "DSPV"
///          ULONG cbKey;                    // bytes of Modulus: 64 to 128, a multiple of 8
///          BYTE Count[4], Seed[20], q[20], Modulus[cbKey], Generator[cbKey],
///               Public[cbKey], PrivateExponent[20]; }
/// ```
/// Numbers are big-endian, padded at the front.
/// Source: Microsoft Learn, "BCRYPT_DSA_KEY_BLOB structure".
public struct CNGDSAPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// The group, with counter and seed.
    public private(set) var domain: CNGDSADomain
    /// `Public`, y: as long as the modulus.
    public private(set) var y: BigEndianInteger
    /// `PrivateExponent`, x: 20 bytes.
    public private(set) var x: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy domain, copy y, copy x)
    public init(domain: CNGDSADomain, y: BigEndianInteger, x: BigEndianInteger) {
        self.domain = domain
        self.y = y
        self.x = x
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var lengths = CNGDSADomain.Lengths(key: UInt32(clamping: y.byteCount))
        try pass.constant("dwMagic", 0x5650_5344 as UInt32, .badMagic)  // "DSPV"
        try pass.primeLength("cbKey", &lengths.key, "a multiple of 8, 64…128", in: 64...128)
        try domain.layout(&pass, lengths)
        try pass.integer("Public", &y, count: Int(lengths.key), "cbKey", .open)
        try pass.integer("PrivateExponent", &x, count: Int(lengths.group), lengths.groupWords, .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(domain: CNGDSADomain(emptyFieldsOf: source), y: nothing, x: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDSAPrivateKeyBlob: CNGKeyBlobFormat {
    /// `DSAPRIVATEBLOB`.
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

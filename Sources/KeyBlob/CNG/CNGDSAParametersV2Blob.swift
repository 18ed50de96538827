/// The value of the property `DSAParameters`, version 2: a DSA group of more than 1024 bits, without a key.
///
/// ```c
/// struct { ULONG cbLength;                 // of the whole BLOB
///          ULONG dwMagic;                  // "DPM2"
///          ULONG cbKeyLength;              // bytes of Modulus: a multiple of 8, to 384
///          ULONG hashAlgorithm, standardVersion, cbSeedLength, cbGroupSize;   // see CNGDSAVersion2
///          BYTE Count[4], Seed[cbSeedLength], q[cbGroupSize], Modulus[cbKeyLength], Generator[cbKeyLength]; }
/// ```
/// Numbers are big-endian, padded at the front.
/// Source: Microsoft Learn, "BCRYPT_DSA_PARAMETER_HEADER_V2 structure".
public struct CNGDSAParametersV2Blob: LayoutFormat, ~Escapable {
    /// The name of the property.
    public static let propertyName: StaticString = "DSAParameters"

    /// How the group was made.
    public private(set) var version: CNGDSAVersion2
    /// The group, with counter and seed.
    public private(set) var domain: CNGDSADomain

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy domain)
    public init(version: CNGDSAVersion2, domain: CNGDSADomain) {
        self.version = version
        self.domain = domain
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var lengths = CNGDSADomain.Lengths(
            key: UInt32(clamping: domain.modulus.byteCount), seed: UInt32(clamping: domain.seed.byteCount),
            group: UInt32(clamping: domain.q.byteCount), keyWords: "cbKeyLength")
        var total = UInt32(clamping: Self.byteCount(of: lengths))
        try pass.scalar("cbLength", &total)
        try pass.constant("dwMagic", 0x324D_5044 as UInt32, .badMagic)  // "DPM2"
        try pass.primeLength("cbKeyLength", &lengths.key, "a multiple of 8, 64…384", in: 64...384)
        try version.layout(&pass, &lengths)
        try pass.rule(
            "cbLength - 32 - cbSeedLength - 2 * cbKeyLength", Int(total) == Self.byteCount(of: lengths),
            .lengthMismatch, tolerated: .lengthFieldDisagrees)
        try domain.layout(&pass, lengths)
    }

    @inline(__always)
    private static func byteCount(of lengths: CNGDSADomain.Lengths) -> Int {
        32 + Int(lengths.seed) + Int(lengths.group) + 2 * Int(lengths.key)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(
            version: CNGDSAVersion2(hashAlgorithm: .sha1, standardVersion: 0),
            domain: CNGDSADomain(emptyFieldsOf: source))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDSAParametersV2Blob: CNGKeyBlobFormat {
    /// None: the value of a property.
    public static var blobTypes: [CNGBlobType] { [] }

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

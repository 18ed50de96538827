/// The value of the property `DSAParameters`, version 1: a DSA group without a key.
///
/// ```c
/// struct { ULONG cbLength;                 // of the whole BLOB
///          ULONG dwMagic;                  // "DSPM"
///          ULONG cbKeyLength;              // bytes of Modulus: 64 to 128, a multiple of 8
///          BYTE Count[4], Seed[20], q[20], Modulus[cbKeyLength], Generator[cbKeyLength]; }
/// ```
/// Numbers are big-endian, padded at the front.
/// Source: Microsoft Learn, "BCRYPT_DSA_PARAMETER_HEADER structure".
public struct CNGDSAParametersBlob: LayoutFormat, ~Escapable {
    /// The name of the property.
    public static let propertyName: StaticString = "DSAParameters"

    /// The group, with counter and seed.
    public private(set) var domain: CNGDSADomain

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy domain)
    public init(domain: CNGDSADomain) { self.domain = domain }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var lengths = CNGDSADomain.Lengths(
            key: UInt32(clamping: domain.modulus.byteCount), keyWords: "cbKeyLength")
        var total = UInt32(clamping: 56 + 2 * Int(lengths.key))
        try pass.scalar("cbLength", &total)
        try pass.constant("dwMagic", 0x4D50_5344 as UInt32, .badMagic)  // "DSPM"
        try pass.primeLength("cbKeyLength", &lengths.key, "a multiple of 8, 64…128", in: 64...128)
        try pass.rule(
            "(cbLength - 56) / 2", Int(total) == 56 + 2 * Int(lengths.key), .lengthMismatch,
            tolerated: .lengthFieldDisagrees)
        try domain.layout(&pass, lengths)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(domain: CNGDSADomain(emptyFieldsOf: source)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDSAParametersBlob: CNGKeyBlobFormat {
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

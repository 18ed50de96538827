/// The value of the property `DHParameters`: a Diffie-Hellman group without a key.
///
/// ```c
/// struct { ULONG cbLength;                 // of the whole BLOB
///          ULONG dwMagic;                  // "DHPM"
///          ULONG cbKeyLength;              // bytes of Modulus: 64 to 512, a multiple of 8
///          BYTE Modulus[cbKeyLength], Generator[cbKeyLength]; }             // big-endian
/// ```
/// Source: Microsoft Learn, "BCRYPT_DH_PARAMETER_HEADER structure"; MS-GKDI carries it too.
public struct CNGDHParametersBlob: LayoutFormat, ~Escapable {
    /// The name of the property.
    public static let propertyName: StaticString = "DHParameters"

    /// `Modulus`, p.
    public private(set) var modulus: BigEndianInteger
    /// `Generator`, g: as long as the modulus.
    public private(set) var generator: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy modulus, copy generator)
    public init(modulus: BigEndianInteger, generator: BigEndianInteger) {
        self.modulus = modulus
        self.generator = generator
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var size = UInt32(clamping: modulus.byteCount)
        var total = UInt32(clamping: 12 + 2 * Int(size))
        try pass.scalar("cbLength", &total)
        try pass.constant("dwMagic", 0x4D50_4844 as UInt32, .badMagic)  // "DHPM"
        try CNGDHFields.keyLength(&pass, "cbKeyLength", &size)
        try pass.rule(
            "(cbLength - 12) / 2", Int(total) == 12 + 2 * Int(size), .lengthMismatch, tolerated: .lengthFieldDisagrees)
        try CNGDHFields.group(&pass, &modulus, &generator, count: size, "cbKeyLength")
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(modulus: nothing, generator: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDHParametersBlob: CNGKeyBlobFormat {
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

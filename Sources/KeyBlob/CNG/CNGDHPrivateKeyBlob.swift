/// `DHPRIVATEBLOB`: a Diffie-Hellman key pair with its group.
///
/// ```c
/// struct { ULONG dwMagic;                  // "DHPV"
///          ULONG cbKey;                    // bytes of Modulus: 64 to 512, a multiple of 8
///          BYTE Modulus[cbKey], Generator[cbKey], Public[cbKey], PrivateExponent[cbKey]; }
/// ```
/// Numbers are big-endian, padded at the front. Source: Microsoft Learn, "BCRYPT_DH_KEY_BLOB structure".
public struct CNGDHPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `Modulus`, p.
    public private(set) var modulus: BigEndianInteger
    /// `Generator`, g: as long as the modulus.
    public private(set) var generator: BigEndianInteger
    /// `Public`, y: as long as the modulus.
    public private(set) var y: BigEndianInteger
    /// `PrivateExponent`, x: as long as the modulus.
    public private(set) var x: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `modulus`.
    @_lifetime(copy modulus, copy generator, copy y, copy x)
    public init(modulus: BigEndianInteger, generator: BigEndianInteger, y: BigEndianInteger, x: BigEndianInteger) {
        self.modulus = modulus
        self.generator = generator
        self.y = y
        self.x = x
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var size = UInt32(clamping: modulus.byteCount)
        try pass.constant("dwMagic", 0x5650_4844 as UInt32, .badMagic)  // "DHPV"
        try CNGDHFields.keyLength(&pass, "cbKey", &size)
        try CNGDHFields.group(&pass, &modulus, &generator, count: size, "cbKey")
        try pass.integer("Public", &y, count: Int(size), "cbKey", .open)
        try pass.integer("PrivateExponent", &x, count: Int(size), "cbKey", .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(modulus: nothing, generator: nothing, y: nothing, x: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDHPrivateKeyBlob: CNGKeyBlobFormat {
    /// `DHPRIVATEBLOB`.
    public static var blobTypes: [CNGBlobType] { [.dhPrivateKey, .privateKey] }

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

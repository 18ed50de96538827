/// `DHPUBLICBLOB`: a Diffie-Hellman public key with its group.
///
/// ```c
/// struct { ULONG dwMagic;                  // "DHPB"
///          ULONG cbKey;                    // bytes of Modulus: 64 to 512, a multiple of 8
///          BYTE Modulus[cbKey], Generator[cbKey], Public[cbKey]; }
/// ```
/// Numbers are big-endian, padded at the front. Source: Microsoft Learn, "BCRYPT_DH_KEY_BLOB structure".
public struct CNGDHPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `Modulus`, p.
    public private(set) var modulus: BigEndianInteger
    /// `Generator`, g: as long as the modulus.
    public private(set) var generator: BigEndianInteger
    /// `Public`, y: as long as the modulus.
    public private(set) var y: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `modulus`.
    @_lifetime(copy modulus, copy generator, copy y)
    public init(modulus: BigEndianInteger, generator: BigEndianInteger, y: BigEndianInteger) {
        self.modulus = modulus
        self.generator = generator
        self.y = y
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var size = UInt32(clamping: modulus.byteCount)
        try pass.constant("dwMagic", 0x4250_4844 as UInt32, .badMagic)  // "DHPB"
        try CNGDHFields.keyLength(&pass, "cbKey", &size)
        try CNGDHFields.group(&pass, &modulus, &generator, count: size, "cbKey")
        try pass.integer("Public", &y, count: Int(size), "cbKey", .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(modulus: nothing, generator: nothing, y: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGDHPublicKeyBlob: CNGKeyBlobFormat {
    /// `DHPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.dhPublicKey, .publicKey] }

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

/// `ECCFULLPUBLICBLOB`: a public key with the parameters of its curve.
///
/// ```c
/// struct { ULONG dwMagic;                  // "ECKP" or "ECDP", as in an ECCPUBLICBLOB of a curve that is not named
///          …                               // the curve: see CNGECCCurve
///          BYTE Qx[cbFieldLength], Qy[cbFieldLength]; }                     // big-endian
/// ```
/// Source: the SDK's bcrypt.h, `BCRYPT_ECCFULLKEY_BLOB`.
public struct CNGECCFullPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: what the key is for; always a generic public one.
    public private(set) var magic: CNGECCMagic
    /// The curve.
    public private(set) var curve: CNGECCCurve
    /// `Qx`: as long as the curve's prime.
    public private(set) var x: BigEndianInteger
    /// `Qy`: as long as the curve's prime.
    public private(set) var y: BigEndianInteger

    /// The fields of a BLOB to be written.
    @_lifetime(copy curve, copy x, copy y)
    public init(magic: CNGECCMagic, curve: CNGECCCurve, x: BigEndianInteger, y: BigEndianInteger) {
        self.magic = magic
        self.curve = curve
        self.x = x
        self.y = y
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.magic("dwMagic", &magic, "\"ECKP\" or \"ECDP\"") {
            $0 == .ecdhPublicGeneric || $0 == .ecdsaPublicGeneric
        }
        try curve.layout(&pass)
        try curve.publicPoint(&pass, &x, &y, isPrivate: false)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(magic: .ecdhPublicGeneric, curve: CNGECCCurve(emptyFieldsOf: source), x: nothing, y: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGECCFullPublicKeyBlob: CNGKeyBlobFormat {
    /// `ECCFULLPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.eccFullPublicKey] }

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

/// `ECCFULLPRIVATEBLOB`: a key pair with the parameters of its curve.
///
/// ```c
/// struct { ULONG dwMagic;                  // "ECKV" or "ECDV", as in an ECCPRIVATEBLOB of a curve that is not named
///          …                               // the curve: see CNGECCCurve
///          BYTE Qx[cbFieldLength], Qy[cbFieldLength], d[cbSubgroupOrder]; } // big-endian
/// ```
/// Here d is as long as the order, in an ECCPRIVATEBLOB as long as a coordinate. Source: the SDK's bcrypt.h,
/// `BCRYPT_ECCFULLKEY_BLOB`.
public struct CNGECCFullPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: what the key is for; always a generic private one.
    public private(set) var magic: CNGECCMagic
    /// The curve.
    public private(set) var curve: CNGECCCurve
    /// `Qx`: as long as the curve's prime.
    public private(set) var x: BigEndianInteger
    /// `Qy`: as long as the curve's prime.
    public private(set) var y: BigEndianInteger
    /// `d`, the private key: as long as the order.
    public private(set) var d: BigEndianInteger

    /// The fields of a BLOB to be written.
    @_lifetime(copy curve, copy x, copy y, copy d)
    public init(
        magic: CNGECCMagic, curve: CNGECCCurve, x: BigEndianInteger, y: BigEndianInteger, d: BigEndianInteger
    ) {
        self.magic = magic
        self.curve = curve
        self.x = x
        self.y = y
        self.d = d
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.magic("dwMagic", &magic, "\"ECKV\" or \"ECDV\"") {
            $0 == .ecdhPrivateGeneric || $0 == .ecdsaPrivateGeneric
        }
        try curve.layout(&pass)
        try curve.publicPoint(&pass, &x, &y, isPrivate: true)
        try CNGECCFields.privateKey(
            &pass, &d, count: curve.order.byteCount, "cbSubgroupOrder", isCurve25519: false)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(
            magic: .ecdhPrivateGeneric, curve: CNGECCCurve(emptyFieldsOf: source), x: nothing, y: nothing, d: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGECCFullPrivateKeyBlob: CNGKeyBlobFormat {
    /// `ECCFULLPRIVATEBLOB`.
    public static var blobTypes: [CNGBlobType] { [.eccFullPrivateKey] }

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

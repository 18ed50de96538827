/// `ECCPRIVATEBLOB`: a key pair on an elliptic curve.
///
/// ```c
/// struct { ULONG dwMagic;                  // "ECK2", "ECK4", "ECK6", "ECKV"; "ECS2", "ECS4", "ECS6", "ECDV"
///          ULONG cbKey;                    // 32, 48 or 66 where the magic names the curve
///          BYTE X[cbKey], Y[cbKey], d[cbKey]; }   // big-endian
/// ```
/// With a generic magic ("ECKV", "ECDV") the curve travels beside the BLOB. On the secp160 curves a private key can be one
/// byte longer than a coordinate; how CNG writes it then is not documented. Source: Microsoft Learn,
/// "BCRYPT_ECCKEY_BLOB structure".
public struct CNGECCPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: what the key is for, and the curve.
    public private(set) var magic: CNGECCMagic
    /// `X`: on curve25519 (``isCurve25519``) *little-endian*.
    public private(set) var x: BigEndianInteger
    /// `Y`: as long as X.
    public private(set) var y: BigEndianInteger
    /// `d`, the private key: as long as X; on curve25519 the clamped *little-endian* scalar of RFC 7748.
    public private(set) var d: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `x`.
    @_lifetime(copy x, copy y, copy d)
    public init(magic: CNGECCMagic, x: BigEndianInteger, y: BigEndianInteger, d: BigEndianInteger) {
        self.magic = magic
        self.x = x
        self.y = y
        self.d = d
    }

    /// Whether X is a u-coordinate of RFC 7748: a generic ECDH magic, 32 bytes, Y zero.
    public var isCurve25519: Bool { CNGECCFields.isCurve25519(magic, x, y) }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try CNGECCFields.layout(&pass, &magic, isPrivate: true, &x, &y)
        try CNGECCFields.privateKey(&pass, &d, count: x.byteCount, "cbKey", isCurve25519: isCurve25519)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(magic: .ecdhPrivateP256, x: nothing, y: nothing, d: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGECCPrivateKeyBlob: CNGKeyBlobFormat {
    /// `ECCPRIVATEBLOB`.
    public static var blobTypes: [CNGBlobType] { [.eccPrivateKey, .privateKey] }

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

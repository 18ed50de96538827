/// `ECCPUBLICBLOB`: a public key on an elliptic curve.
///
/// ```c
/// struct { ULONG dwMagic;                  // "ECK1", "ECK3", "ECK5", "ECKP"; "ECS1", "ECS3", "ECS5", "ECDP"
///          ULONG cbKey;                    // 32, 48 or 66 where the magic names the curve
///          BYTE X[cbKey], Y[cbKey]; }      // big-endian
/// ```
/// With a generic magic ("ECKP", "ECDP") the curve travels beside the BLOB. Source: Microsoft Learn,
/// "BCRYPT_ECCKEY_BLOB structure".
public struct CNGECCPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: what the key is for, and the curve.
    public private(set) var magic: CNGECCMagic
    /// `X`: on curve25519 (``isCurve25519``) *little-endian*.
    public private(set) var x: BigEndianInteger
    /// `Y`: as long as X.
    public private(set) var y: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `x`.
    @_lifetime(copy x, copy y)
    public init(magic: CNGECCMagic, x: BigEndianInteger, y: BigEndianInteger) {
        self.magic = magic
        self.x = x
        self.y = y
    }

    /// Whether X is a u-coordinate of RFC 7748: a generic ECDH magic, 32 bytes, Y zero.
    public var isCurve25519: Bool { CNGECCFields.isCurve25519(magic, x, y) }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try CNGECCFields.layout(&pass, &magic, isPrivate: false, &x, &y)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(magic: .ecdhPublicP256, x: nothing, y: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGECCPublicKeyBlob: CNGKeyBlobFormat {
    /// `ECCPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.eccPublicKey, .publicKey] }

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

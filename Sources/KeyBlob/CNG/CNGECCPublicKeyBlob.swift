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
    public var magic: CNGECCMagic
    /// `X`: on curve25519 (``isCurve25519``) *little-endian*.
    public var x: BigEndianInteger
    /// `Y`: as long as X.
    public var y: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `x`.
    @inlinable @_lifetime(copy x, copy y)
    public init(magic: CNGECCMagic, x: BigEndianInteger, y: BigEndianInteger) {
        self.magic = magic
        self.x = x
        self.y = y
    }

    /// Whether X is a u-coordinate of RFC 7748: a generic ECDH magic, 32 bytes, Y zero.
    public var isCurve25519: Bool { CNGECCFields.isCurve25519(magic, x, y) }

    @inlinable @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try CNGECCFields.layout(&pass, &magic, isPrivate: false, &x, &y)
    }

    @inlinable @inline(__always) @_lifetime(copy source)
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

    /// Strict and zero-copy. Compiled into the caller, for which it is little more than the call would be; what is
    /// refused there is parsed once more, for the reason.
    @inlinable @inline(__always) @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) {
        var view = Self(emptyFieldsOf: source)
        var pass = ParsePass<BareRefusal>(source)
        do throws(BlobError) {
            try view.layout(&pass)
            try pass.finish()
            self = view
        } catch {
            self = try Self.explained(source)
        }
    }

    /// The same over a buffer that must outlive the view. Said here and not left to the protocol, whose witnesses are
    /// called.
    @inlinable @inline(__always) @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        try self.init(parsing: unsafe buffer.bytes)
    }

    @usableFromInline @inline(never) @_lifetime(copy source)
    static func explained(_ source: RawSpan) throws(BlobError) -> Self { try parse(source) }

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

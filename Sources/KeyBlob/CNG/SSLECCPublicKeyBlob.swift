/// `SSLECCPUBLICBLOB`: a public key of a TLS key exchange.
///
/// ```c
/// struct { ULONG dwCurveType;              // TLS' number of the curve: 23 P-256, 24 P-384, 25 P-521
///          ULONG cbKey;
///          BYTE X[cbKey], Y[cbKey]; }      // big-endian
/// ```
/// Without a magic nothing can recognise one for sure. Source: the SDK's bcrypt.h, `SSL_ECCKEY_BLOB`, and sslprovider.h
/// for the curves; that X and Y follow as in an ECCPUBLICBLOB is inferred.
public struct SSLECCPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `dwCurveType`: TLS' NamedGroup.
    public private(set) var curveType: UInt32
    /// `X`.
    public private(set) var x: BigEndianInteger
    /// `Y`: as long as X.
    public private(set) var y: BigEndianInteger

    /// The fields of a BLOB to be written; `cbKey` follows from the length of `x`.
    @_lifetime(copy x, copy y)
    public init(curveType: UInt32, x: BigEndianInteger, y: BigEndianInteger) {
        self.curveType = curveType
        self.x = x
        self.y = y
    }

    /// The length of a coordinate on the curve, in bytes; nil for a curve that Windows' provider does not name.
    public var fieldByteCount: Int? {
        switch curveType {
        case 23: 32
        case 24: 48
        case 25: 66
        default: nil
        }
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("dwCurveType", &curveType)
        var size = UInt32(clamping: x.byteCount)
        try pass.scalar("cbKey", &size)
        let isLegal = fieldByteCount.map { $0 == Int(size) } ?? (size > 0)
        try pass.rule("32, 48 or 66 by dwCurveType, or any", isLegal, .badKeyLength, tolerated: nil)
        try pass.integer("X", &x, count: Int(size), "cbKey", .open)
        try pass.integer("Y", &y, count: Int(size), "cbKey", .open)
        try pass.rule("not zero where X is", !(x.isZero && y.isZero), .nonCanonicalInteger, tolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(curveType: 23, x: nothing, y: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension SSLECCPublicKeyBlob: CNGKeyBlobFormat {
    /// `SSLECCPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.sslECCPublicKey] }

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

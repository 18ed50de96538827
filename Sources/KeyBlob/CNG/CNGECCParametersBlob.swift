/// The value of the property `ECCParameters`: the parameters of a curve, without a key.
///
/// ```c
/// struct { ULONG dwVersion;                // 1: there is no magic, although the header defines one ("ECCP")
///          … }                             // the rest of the curve: see CNGECCCurve
/// ```
/// Without a magic nothing can recognise one for sure. Source: the SDK's bcrypt.h, `BCRYPT_ECC_PARAMETER_HEADER`.
public struct CNGECCParametersBlob: LayoutFormat, ~Escapable {
    /// The name of the property.
    public static let propertyName: StaticString = "ECCParameters"

    /// The curve.
    public private(set) var curve: CNGECCCurve

    /// The fields of a BLOB to be written.
    @_lifetime(copy curve)
    public init(curve: CNGECCCurve) { self.curve = curve }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try curve.layout(&pass)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(curve: CNGECCCurve(emptyFieldsOf: source)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGECCParametersBlob: CNGKeyBlobFormat {
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

/// `RSAPUBLICBLOB`: an RSA public key.
///
/// ```c
/// struct { ULONG Magic;                    // "RSA1", as in CryptoAPI, but there it stands at byte 8
///          ULONG BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2;   // the last two are 0
///          BYTE PublicExponent[cbPublicExp], Modulus[cbModulus]; }        // big-endian
/// ```
/// Source: Microsoft Learn, "BCRYPT_RSAKEY_BLOB structure".
public struct CNGRSAPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `BitLength`: the length of the modulus, in bits.
    public private(set) var bitLength: UInt32
    /// `PublicExponent`, of any length, without leading zeros.
    public private(set) var publicExponent: BigEndianInteger
    /// `Modulus`: `BitLength / 8` bytes.
    public private(set) var modulus: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy publicExponent, copy modulus)
    public init(publicExponent: BigEndianInteger, modulus: BigEndianInteger) {
        bitLength = UInt32(clamping: modulus.byteCount * 8)
        self.publicExponent = publicExponent
        self.modulus = modulus
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var exponentSize = UInt32(clamping: publicExponent.byteCount)
        var modulusSize = UInt32(clamping: modulus.byteCount)
        try CNGRSAFields.header(&pass, magic: 0x3141_5352, &bitLength, &exponentSize, &modulusSize)  // "RSA1"
        try pass.constant("cbPrime1", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.constant("cbPrime2", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try CNGRSAFields.publicNumbers(&pass, &publicExponent, exponentSize, &modulus, modulusSize)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(publicExponent: nothing, modulus: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGRSAPublicKeyBlob: CNGKeyBlobFormat {
    /// `RSAPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.rsaPublicKey, .publicKey] }

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

/// `RSAPRIVATEBLOB`: an RSA key pair by its primes; the reader computes the rest.
///
/// ```c
/// struct { ULONG Magic;                    // "RSA2", as in CryptoAPI, but there it stands at byte 8
///          ULONG BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2;
///          BYTE PublicExponent[cbPublicExp], Modulus[cbModulus],
///               Prime1[cbPrime1], Prime2[cbPrime2]; }                      // big-endian
/// ```
/// The primes need not be equally long. Source: Microsoft Learn, "BCRYPT_RSAKEY_BLOB structure".
public struct CNGRSAPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `BitLength`: the length of the modulus, in bits.
    public private(set) var bitLength: UInt32
    /// `PublicExponent`, of any length, without leading zeros.
    public private(set) var publicExponent: BigEndianInteger
    /// `Modulus`: `BitLength / 8` bytes.
    public private(set) var modulus: BigEndianInteger
    /// `Prime1`, p.
    public private(set) var prime1: BigEndianInteger
    /// `Prime2`, q.
    public private(set) var prime2: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy publicExponent, copy modulus, copy prime1, copy prime2)
    public init(
        publicExponent: BigEndianInteger, modulus: BigEndianInteger, prime1: BigEndianInteger, prime2: BigEndianInteger
    ) {
        bitLength = UInt32(clamping: modulus.byteCount * 8)
        self.publicExponent = publicExponent
        self.modulus = modulus
        self.prime1 = prime1
        self.prime2 = prime2
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var exponentSize = UInt32(clamping: publicExponent.byteCount)
        var modulusSize = UInt32(clamping: modulus.byteCount)
        var size1 = UInt32(clamping: prime1.byteCount)
        var size2 = UInt32(clamping: prime2.byteCount)
        try CNGRSAFields.header(&pass, magic: 0x3241_5352, &bitLength, &exponentSize, &modulusSize)  // "RSA2"
        try CNGRSAFields.primeLengths(&pass, &size1, &size2, modulus: modulusSize)
        try CNGRSAFields.publicNumbers(&pass, &publicExponent, exponentSize, &modulus, modulusSize)
        try CNGRSAFields.primes(&pass, &prime1, size1, &prime2, size2)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(publicExponent: nothing, modulus: nothing, prime1: nothing, prime2: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGRSAPrivateKeyBlob: CNGKeyBlobFormat {
    /// `RSAPRIVATEBLOB`.
    public static var blobTypes: [CNGBlobType] { [.rsaPrivateKey, .privateKey] }

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

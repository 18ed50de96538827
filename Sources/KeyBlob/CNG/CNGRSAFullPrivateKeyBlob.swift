/// `RSAFULLPRIVATEBLOB`: an RSA key pair with everything that can be computed beforehand.
///
/// ```c
/// struct { ULONG Magic;                    // "RSA3"
///          ULONG BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2;
///          BYTE PublicExponent[cbPublicExp], Modulus[cbModulus], Prime1[cbPrime1], Prime2[cbPrime2],
///               Exponent1[cbPrime1], Exponent2[cbPrime2], Coefficient[cbPrime1],
///               PrivateExponent[cbModulus]; }                              // big-endian
/// ```
/// Source: Microsoft Learn, "BCRYPT_RSAKEY_BLOB structure". Wine's bcrypt reads the primes only and takes BLOBs that end
/// anywhere behind them.
public struct CNGRSAFullPrivateKeyBlob: LayoutFormat, ~Escapable {
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
    /// `Exponent1`, d mod (p − 1): as long as `Prime1`; shorter or empty after a tolerant parse that says so.
    public private(set) var exponent1: BigEndianInteger
    /// `Exponent2`, d mod (q − 1): as long as `Prime2`; likewise.
    public private(set) var exponent2: BigEndianInteger
    /// `Coefficient`, q⁻¹ mod p: as long as `Prime1`; likewise.
    public private(set) var coefficient: BigEndianInteger
    /// `PrivateExponent`, d: as long as `Modulus`; likewise.
    public private(set) var privateExponent: BigEndianInteger

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(
        copy publicExponent, copy modulus, copy prime1, copy prime2, copy exponent1, copy exponent2, copy coefficient,
        copy privateExponent)
    public init(
        publicExponent: BigEndianInteger, modulus: BigEndianInteger, prime1: BigEndianInteger,
        prime2: BigEndianInteger, exponent1: BigEndianInteger, exponent2: BigEndianInteger,
        coefficient: BigEndianInteger, privateExponent: BigEndianInteger
    ) {
        bitLength = UInt32(clamping: modulus.byteCount * 8)
        self.publicExponent = publicExponent
        self.modulus = modulus
        self.prime1 = prime1
        self.prime2 = prime2
        self.exponent1 = exponent1
        self.exponent2 = exponent2
        self.coefficient = coefficient
        self.privateExponent = privateExponent
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var exponentSize = UInt32(clamping: publicExponent.byteCount)
        var modulusSize = UInt32(clamping: modulus.byteCount)
        var size1 = UInt32(clamping: prime1.byteCount)
        var size2 = UInt32(clamping: prime2.byteCount)
        try CNGRSAFields.header(&pass, magic: 0x3341_5352, &bitLength, &exponentSize, &modulusSize)  // "RSA3"
        try CNGRSAFields.primeLengths(&pass, &size1, &size2, modulus: modulusSize)
        try CNGRSAFields.publicNumbers(&pass, &publicExponent, exponentSize, &modulus, modulusSize)
        try CNGRSAFields.primes(&pass, &prime1, size1, &prime2, size2)
        try pass.integer(
            "Exponent1", &exponent1, count: Int(size1), "cbPrime1", .secret, shortTolerated: .crtPartCutShort)
        try pass.integer(
            "Exponent2", &exponent2, count: Int(size2), "cbPrime2", .secret, shortTolerated: .crtPartCutShort)
        try pass.integer(
            "Coefficient", &coefficient, count: Int(size1), "cbPrime1", .secret, shortTolerated: .crtPartCutShort)
        try pass.integer(
            "PrivateExponent", &privateExponent, count: Int(modulusSize), "cbModulus", .secret,
            shortTolerated: .privateExponentCutShort)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(
            publicExponent: nothing, modulus: nothing, prime1: nothing, prime2: nothing, exponent1: nothing,
            exponent2: nothing, coefficient: nothing, privateExponent: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGRSAFullPrivateKeyBlob: CNGKeyBlobFormat {
    /// `RSAFULLPRIVATEBLOB`.
    public static var blobTypes: [CNGBlobType] { [.rsaFullPrivateKey, .privateKey] }

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

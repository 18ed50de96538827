/// `PRIVATEKEYBLOB` with an RSA key pair.
///
/// With n = `bitlen / 8` and h = (n + 1) / 2:
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 2, aiKeyAlg CALG_RSA_KEYX or CALG_RSA_SIGN
///          DWORD magic, bitlen, pubexp;    // magic "RSA2"
///          BYTE modulus[n], prime1[h], prime2[h], exponent1[h], exponent2[h], coefficient[h],
///               privateExponent[n]; }
/// ```
/// All integers are little-endian, padded at their end. Source: Microsoft Learn, "Base Provider Key BLOBs"; the rounding
/// of h for odd n is what Windows, Wine, OpenSSL and .NET do (some readers round down and misread such keys).
public struct RSAPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/rsaKeyExchange`` or ``AlgorithmIdentifier/rsaSign``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `bitlen`: the length of the modulus, in bits.
    public private(set) var bitLength: UInt32
    /// `pubexp`.
    public private(set) var publicExponent: UInt32
    /// `modulus`: n bytes.
    public private(set) var modulus: LittleEndianInteger
    /// `prime1`, p: h bytes.
    public private(set) var prime1: LittleEndianInteger
    /// `prime2`, q: h bytes.
    public private(set) var prime2: LittleEndianInteger
    /// `exponent1`, d mod (p − 1): h bytes.
    public private(set) var exponent1: LittleEndianInteger
    /// `exponent2`, d mod (q − 1): h bytes.
    public private(set) var exponent2: LittleEndianInteger
    /// `coefficient`, q⁻¹ mod p for p and q in the order they stand in: h bytes.
    public private(set) var coefficient: LittleEndianInteger
    /// `privateExponent`, d: n bytes; fewer or none after a tolerant parse that says so.
    public private(set) var privateExponent: LittleEndianInteger

    /// The fields of a BLOB to be written; `bitlen` follows from the length of `modulus`.
    @_lifetime(
        copy modulus, copy prime1, copy prime2, copy exponent1, copy exponent2, copy coefficient, copy privateExponent)
    public init(
        keyAlgorithm: AlgorithmIdentifier, publicExponent: UInt32, modulus: LittleEndianInteger,
        prime1: LittleEndianInteger, prime2: LittleEndianInteger, exponent1: LittleEndianInteger,
        exponent2: LittleEndianInteger, coefficient: LittleEndianInteger, privateExponent: LittleEndianInteger
    ) {
        self.keyAlgorithm = keyAlgorithm
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
        try BlobHeader.layout(
            &pass, .privateKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_RSA_KEYX or CALG_RSA_SIGN"
        ) { $0.isRSA }
        try RSAPublicFields.layout(&pass, magic: 0x3241_5352, &bitLength, &publicExponent, &modulus)  // "RSA2"
        let whole = RSAPublicFields.byteCount(ofBits: bitLength)
        let half = (whole + 1) / 2
        try pass.integer("prime1", &prime1, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.rule("odd", prime1.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.integer("prime2", &prime2, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.rule("odd", prime2.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.integer("exponent1", &exponent1, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer("exponent2", &exponent2, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer("coefficient", &coefficient, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer(
            "privateExponent", &privateExponent, count: whole, "bitlen / 8", .secret,
            shortTolerated: .privateExponentCutShort)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = LittleEndianInteger(bytes: source.extracting(first: 0))
        self.init(
            keyAlgorithm: .rsaKeyExchange, publicExponent: 0, modulus: nothing, prime1: nothing, prime2: nothing,
            exponent1: nothing, exponent2: nothing, coefficient: nothing, privateExponent: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension RSAPrivateKeyBlob: KeyBlobFormat {
    /// Strict and zero-copy.
    @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) { self = try Self.parse(source) }

    /// Strict and zero-copy; the buffer must outlive the view.
    @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) { self = try Self.parse(unsafe buffer.bytes) }

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

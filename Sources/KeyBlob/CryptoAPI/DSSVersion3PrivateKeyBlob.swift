/// `PRIVATEKEYBLOB` with a DSS key pair, version 3.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 3, aiKeyAlg CALG_DSS_SIGN
///          DWORD magic, bitlenP, bitlenQ, bitlenJ, bitlenX; // magic "DSS4"
///          struct { DWORD counter; BYTE seed[20]; } DSSSeed;
///          BYTE p[bitlenP / 8], q[bitlenQ / 8], g[bitlenP / 8], j[bitlenJ / 8], y[bitlenP / 8], x[bitlenX / 8]; }
/// ```
/// Unlike the older version it holds y. Source: Microsoft Learn, "DSS Version 3 Private Key BLOBs" (which prints the
/// type of a public key) and the public SDK header.
public struct DSSVersion3PrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dssSign``, unless a tolerant parse said otherwise.
    public private(set) var keyAlgorithm = AlgorithmIdentifier.dssSign
    /// `p`, `q`, `g`, `j` and `DSSSeed`.
    public private(set) var parameters: DomainParameters
    /// `y`: as long as p.
    public private(set) var publicValue: LittleEndianInteger
    /// `x`.
    public private(set) var privateValue: LittleEndianInteger
    private var bitLengthX: UInt32

    /// The fields of a BLOB to be written; the bit lengths follow from the lengths of the numbers.
    @_lifetime(copy parameters, copy publicValue, copy privateValue)
    public init(
        parameters: DomainParameters, publicValue: LittleEndianInteger,
        privateValue: LittleEndianInteger
    ) {
        self.parameters = parameters
        self.publicValue = publicValue
        self.privateValue = privateValue
        bitLengthX = UInt32(clamping: privateValue.byteCount * 8)
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, version: 3, toleratedType: .unexpectedBlobType, &keyAlgorithm,
            "CALG_DSS_SIGN"
        ) { $0 == .dssSign }
        try pass.constant("magic", 0x3453_5344 as UInt32, .badMagic)  // "DSS4"
        try parameters.layoutDSSBitLengths(&pass)
        try DomainParameters.bitLength(&pass, "bitlenX", &bitLengthX)
        try pass.rule(
            "1…bitlenQ", bitLengthX <= parameters.orderBitLength, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try parameters.layoutSeed(&pass)
        try parameters.layoutNumbers(&pass, qFillsItsField: true)
        try pass.integer("y", &publicValue, count: parameters.primeByteCount, "bitlenP / 8", .open)
        try pass.integer(
            "x", &privateValue, count: RSAPublicFields.byteCount(ofBits: bitLengthX), "bitlenX / 8", .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        let number = LittleEndianInteger(bytes: nothing)
        self.init(
            parameters: DomainParameters(empty: nothing), publicValue: number, privateValue: number)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DSSVersion3PrivateKeyBlob: KeyBlobFormat {
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

/// `PRIVATEKEYBLOB` with a Diffie-Hellman key pair, version 3.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 3, aiKeyAlg CALG_DH_SF or CALG_DH_EPHEM
///          DWORD magic, bitlenP, bitlenQ, bitlenJ, bitlenX; // magic "\0DH4": the first of its bytes is 0
///          struct { DWORD counter; BYTE seed[20]; } DSSSeed;
///          BYTE p[bitlenP / 8], q[bitlenQ / 8], g[bitlenP / 8], j[bitlenJ / 8], y[bitlenP / 8], x[bitlenX / 8]; }
/// ```
/// Unlike the older version it holds y. Source: Microsoft Learn, "Diffie-Hellman Version 3 Private Key BLOBs".
public struct DHVersion3PrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dhStoreAndForward`` or ``AlgorithmIdentifier/dhEphemeral``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `p`, `q`, `g`, `j` and `DSSSeed`; plain safe primes come without `q` and `j`.
    public private(set) var parameters: DomainParameters
    /// `y`: as long as p.
    public private(set) var publicValue: LittleEndianInteger
    /// `x`.
    public private(set) var privateValue: LittleEndianInteger
    private var bitLengthX: UInt32

    /// The fields of a BLOB to be written; the bit lengths follow from the lengths of the numbers.
    @_lifetime(copy parameters, copy publicValue, copy privateValue)
    public init(
        keyAlgorithm: AlgorithmIdentifier, parameters: DomainParameters, publicValue: LittleEndianInteger,
        privateValue: LittleEndianInteger
    ) {
        self.keyAlgorithm = keyAlgorithm
        self.parameters = parameters
        self.publicValue = publicValue
        self.privateValue = privateValue
        bitLengthX = UInt32(clamping: privateValue.byteCount * 8)
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, version: 3, toleratedType: .unexpectedBlobType, &keyAlgorithm,
            "CALG_DH_SF or CALG_DH_EPHEM"
        ) { $0.isDiffieHellman }
        try pass.constant("magic", 0x3448_4400 as UInt32, .badMagic)  // "\0DH4"
        try parameters.layoutDHBitLengths(&pass)
        try DomainParameters.bitLength(&pass, "bitlenX", &bitLengthX)
        try pass.rule(
            "1…bitlenP", bitLengthX <= parameters.primeBitLength, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try parameters.layoutSeed(&pass)
        try parameters.layoutNumbers(&pass, qFillsItsField: false)
        try pass.integer("y", &publicValue, count: parameters.primeByteCount, "bitlenP / 8", .open)
        try pass.integer(
            "x", &privateValue, count: RSAPublicFields.byteCount(ofBits: bitLengthX), "bitlenX / 8", .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        let number = LittleEndianInteger(bytes: nothing)
        self.init(
            keyAlgorithm: .dhEphemeral, parameters: DomainParameters(empty: nothing), publicValue: number,
            privateValue: number)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DHVersion3PrivateKeyBlob: KeyBlobFormat {
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

/// `PRIVATEKEYBLOB` with a DSS key pair, version 2.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 2, aiKeyAlg CALG_DSS_SIGN
///          DWORD magic, bitlen;            // magic "DSS2"
///          BYTE p[bitlen / 8], q[20], g[bitlen / 8], x[20];
///          struct { DWORD counter; BYTE seed[20]; } DSSSeed; }
/// ```
/// There is no y: it is computed from x. All numbers are little-endian, padded at their end. Source: Microsoft Learn,
/// "DSS Provider Key BLOBs".
public struct DSSPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dssSign``, unless a tolerant parse said otherwise.
    public private(set) var keyAlgorithm = AlgorithmIdentifier.dssSign
    /// `p`, `q`, `g` and `DSSSeed`; this version has no `j`.
    public private(set) var parameters: DomainParameters
    /// `x`: 20 bytes.
    public private(set) var privateValue: LittleEndianInteger

    /// The fields of a BLOB to be written; `bitlen` follows from the length of p, and a `j` is left out.
    @_lifetime(copy parameters, copy privateValue)
    public init(parameters: DomainParameters, privateValue: LittleEndianInteger) {
        self.parameters = parameters
        self.privateValue = privateValue
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_DSS_SIGN"
        ) { $0 == .dssSign }
        try pass.constant("magic", 0x3253_5344 as UInt32, .badMagic)  // "DSS2"
        try parameters.layoutDSSVersion2(&pass)
        try pass.integer("x", &privateValue, count: 20, "20", .secret)
        try parameters.layoutSeed(&pass)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(parameters: DomainParameters(empty: nothing), privateValue: LittleEndianInteger(bytes: nothing))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DSSPrivateKeyBlob: KeyBlobFormat {
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

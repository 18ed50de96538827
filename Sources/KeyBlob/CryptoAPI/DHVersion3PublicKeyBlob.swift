/// `PUBLICKEYBLOB` with a Diffie-Hellman key, version 3.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 6, bVersion 3, aiKeyAlg CALG_DH_SF or CALG_DH_EPHEM
///          DWORD magic, bitlenP, bitlenQ, bitlenJ;         // magic "\0DH3": the first of its bytes is 0
///          struct { DWORD counter; BYTE seed[20]; } DSSSeed;
///          BYTE p[bitlenP / 8], q[bitlenQ / 8], g[bitlenP / 8], j[bitlenJ / 8], y[bitlenP / 8]; }
/// ```
/// The same without y is ``DHVersion3ParametersBlob``; only the length tells them apart.
/// Source: Microsoft Learn, "Diffie-Hellman Version 3 Public Key BLOBs"; CryptExportKey writes it with CRYPT_BLOB_VER3.
public struct DHVersion3PublicKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dhStoreAndForward`` or ``AlgorithmIdentifier/dhEphemeral``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `p`, `q`, `g`, `j` and `DSSSeed`; plain safe primes come without `q` and `j`.
    public private(set) var parameters: DomainParameters
    /// `y`: as long as p.
    public private(set) var publicValue: LittleEndianInteger

    /// The fields of a BLOB to be written; the bit lengths follow from the lengths of the numbers.
    @_lifetime(copy parameters, copy publicValue)
    public init(keyAlgorithm: AlgorithmIdentifier, parameters: DomainParameters, publicValue: LittleEndianInteger) {
        self.keyAlgorithm = keyAlgorithm
        self.parameters = parameters
        self.publicValue = publicValue
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .publicKey, version: 3, toleratedType: .unexpectedBlobType, &keyAlgorithm,
            "CALG_DH_SF or CALG_DH_EPHEM"
        ) { $0.isDiffieHellman }
        try pass.constant("magic", 0x3348_4400 as UInt32, .badMagic)  // "\0DH3"
        try parameters.layoutDHBitLengths(&pass)
        try parameters.layoutSeed(&pass)
        try parameters.layoutNumbers(&pass, qFillsItsField: false)
        try pass.integer("y", &publicValue, count: parameters.primeByteCount, "bitlenP / 8", .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(
            keyAlgorithm: .dhEphemeral, parameters: DomainParameters(empty: nothing),
            publicValue: LittleEndianInteger(bytes: nothing))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DHVersion3PublicKeyBlob: KeyBlobFormat {
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

/// A domain's backup key pair: the LSA secret `G$BCKUPKEY_<GUID>` that `G$BCKUPKEY_PREFERRED` points to.
///
/// ```c
/// struct { DWORD version;                          // 2
///          DWORD cbPrivateKey;                     // 0x494
///          DWORD Certificate_Length;
///          BYTE privateKey[0x494];                 // an RSA PRIVATEKEYBLOB of 2048 bits, CALG_RSA_KEYX
///          BYTE Certificate[Certificate_Length]; } // X.509, DER
/// ```
/// Source: [MS-BKRP] 2.2.5, which writes out the PRIVATEKEYBLOB's fields; they are laid out here by that format's own
/// description.
public struct ClientWrapKeyPair: LayoutFormat, ~Escapable {
    private var certificateSize: UInt32
    /// `privateKey`: the key pair.
    public private(set) var keyPair: RSAPrivateKeyBlob
    /// `Certificate`: DER.
    public private(set) var certificate: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("version", 2 as UInt32, .unsupportedVersion)
        try pass.constant("cbPrivateKey", 0x494 as UInt32, .badKeyLength)
        try pass.scalar("Certificate_Length", &certificateSize)
        try keyPair.layout(&pass)
        try pass.rule("of a modulus of 2048 bits", keyPair.bitLength == 2048, .badKeyLength, tolerated: nil)
        try pass.bytes(
            "Certificate", &certificate, count: Int(certificateSize), "Certificate_Length", .open, shortTolerated: nil)
        try pass.rule(
            "a DER sequence", certificate.octet(at: 0) == 0x30, .badContents, tolerated: .unexpectedContents)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        certificateSize = 0
        keyPair = RSAPrivateKeyBlob(emptyFieldsOf: source)
        certificate = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ClientWrapKeyPair: KeyBlobFormat {
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

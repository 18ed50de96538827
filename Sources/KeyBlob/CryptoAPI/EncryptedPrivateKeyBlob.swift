/// `PRIVATEKEYBLOB` that CryptExportKey encrypted under a session key: of an RSA, DSS or Diffie-Hellman key pair.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 2, or 3 for DSS and Diffie-Hellman
///          BYTE encrypted[]; }             // all that stands behind the header of the plain BLOB, the magic included
/// ```
/// Cipher, mode, IV and salt are not in it; both sides must have set up the session key alike. So it is known by what
/// it is *not*: its first bytes are no magic, the four behind them not the `bitlen` of a plain BLOB of this length, and
/// its length is one that CryptEncrypt makes (whole blocks with padding, or for RC4 the length of the plain key).
/// Source: Microsoft Learn, "Base Provider Key BLOBs" and its sisters, for the layout; that padding is what
/// CryptEncrypt's last call adds is inferred: no BLOB made by Windows is public, and Wine writes the key in the clear.
public struct EncryptedPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `bVersion`: 2 or 3.
    public private(set) var version: UInt8
    /// `aiKeyAlg`: the algorithm of the key pair.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// The ciphertext.
    public private(set) var encrypted: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy encrypted)
    public init(version: UInt8, keyAlgorithm: AlgorithmIdentifier, encrypted: RawSpan) {
        self.version = version
        self.keyAlgorithm = keyAlgorithm
        self.encrypted = encrypted
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("bType", BlobType.privateKey.rawValue, .unknownBlobType)
        try pass.scalar("bVersion", &version, .range(2...3), .unsupportedVersion, tolerated: .unexpectedVersion)
        try pass.constant("reserved", 0 as UInt16, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.algorithm(
            "aiKeyAlg", &keyAlgorithm, "ALG_ID of RSA, DSS or Diffie-Hellman", tolerated: .unexpectedKeyAlgorithm
        ) { $0.isKeyPair }
        try pass.rule(
            "not of RSA in version 3", version != 3 || !keyAlgorithm.isRSA, .badAlgorithm,
            tolerated: .unexpectedKeyAlgorithm)
        try pass.rest("encrypted", &encrypted, .open)
        let key = PrivateKeyBody(algorithm: keyAlgorithm, version: version, body: encrypted)
        try pass.rule("no plain key", !key.hasMagic && !key.fitsItsBitLengths, .badMagic, tolerated: nil)
        try pass.rule(
            "a multiple of 8 bytes, or as long as a plain key", key.canBeEncrypted, .truncated,
            tolerated: .unexpectedWrappedLength)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(version: 2, keyAlgorithm: .rsaKeyExchange, encrypted: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension EncryptedPrivateKeyBlob: KeyBlobFormat {
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

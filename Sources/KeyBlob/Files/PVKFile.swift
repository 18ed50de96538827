/// PVK: the private key file of Microsoft's Authenticode tools, a PRIVATEKEYBLOB that may be encrypted by a password.
///
/// ```c
/// struct { DWORD magic;                    // 0xB0B5F11E
///          DWORD reserved;                 // 0: the version of the file
///          DWORD keySpec;                  // AT_KEYEXCHANGE 1 or AT_SIGNATURE 2
///          DWORD encryptType;              // 0: none; 1: RC4
///          DWORD cbEncryptData;            // 0, or 16 where encrypted
///          DWORD cbPvk;
///          BYTE salt[cbEncryptData];
///          BLOBHEADER header;              // never encrypted; bType 7, bVersion 2, aiKeyAlg of RSA or DSS
///          BYTE body[cbPvk - 8]; }
/// ```
/// RC4's key is SHA-1 of salt and password, cut to 16 bytes; in "weak" files the last 11 of them are zeros. Which of
/// the two a file is, is not in it: a reader tries, and looks for the magic of the key. Source: OpenSSL's and KeyStore
/// Explorer's readers and writers; the limits are OpenSSL's. Microsoft published no description.
public struct PVKFile: LayoutFormat, ~Escapable {
    /// `keySpec`: 1 for an exchange key pair, 2 for a signature key pair.
    public private(set) var keySpec: UInt32
    private var encryptType: UInt32
    private var saltSize: UInt32
    private var blobSize: UInt32
    /// `salt`: 16 bytes, or none in a file that is not encrypted.
    public private(set) var salt: RawSpan
    /// `aiKeyAlg` of the PRIVATEKEYBLOB.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// The PRIVATEKEYBLOB without its header, encrypted if ``isEncrypted``.
    public private(set) var body: RawSpan

    /// The fields of a file to be written; it says that it is encrypted where `salt` is not empty.
    @_lifetime(copy salt, copy body)
    public init(keySpec: UInt32, salt: RawSpan, keyAlgorithm: AlgorithmIdentifier, body: RawSpan) {
        self.keySpec = keySpec
        encryptType = salt.byteCount > 0 ? 1 : 0
        saltSize = UInt32(clamping: salt.byteCount)
        blobSize = UInt32(clamping: BlobHeader.byteCount + body.byteCount)
        self.salt = salt
        self.keyAlgorithm = keyAlgorithm
        self.body = body
    }

    /// Whether ``body`` is encrypted: as OpenSSL does, the salt is believed where `encryptType` says otherwise.
    public var isEncrypted: Bool { salt.byteCount > 0 }

    /// Where in the file the PRIVATEKEYBLOB lies, header and body.
    public var privateKeyBlobRange: Range<Int> {
        let start = 24 + salt.byteCount
        return start..<start + BlobHeader.byteCount + body.byteCount
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("magic", 0xB0B5_F11E as UInt32, .badMagic)
        try pass.constant("reserved", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.scalar("keySpec", &keySpec, .range(1...2), .badAlgorithm, tolerated: .unexpectedKeySpec)
        try pass.scalar("encryptType", &encryptType, .range(0...1), .badAlgorithm, tolerated: .unexpectedEncryptionType)
        try pass.scalar("cbEncryptData", &saltSize)
        try pass.rule(
            "0 if encryptType is", encryptType != 0 || saltSize == 0, .lengthMismatch,
            tolerated: .unexpectedEncryptionType)
        try pass.rule("not 0 if encryptType is not", encryptType == 0 || saltSize > 0, .lengthMismatch, tolerated: nil)
        try pass.rule(
            "0 or 16", saltSize == 0 || saltSize == 16, .lengthMismatch,
            tolerated: saltSize <= 10240 ? .unexpectedSaltLength : nil)
        try pass.scalar("cbPvk", &blobSize, .range(20...102_400), .badKeyLength, tolerated: nil)
        try pass.bytes("salt", &salt, count: Int(saltSize), "cbEncryptData", .open, shortTolerated: nil)
        try layoutKey(&pass)
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    private mutating func layoutKey<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, toleratedType: .unexpectedBlobType, &keyAlgorithm,
            "CALG_RSA_KEYX, CALG_RSA_SIGN or CALG_DSS_SIGN"
        ) { $0.isRSA || $0 == .dssSign }
        try pass.rule(
            "CALG_RSA_KEYX if keySpec is 1, else another", (keyAlgorithm == .rsaKeyExchange) == (keySpec == 1),
            .badAlgorithm, tolerated: .unexpectedKeySpec)
        // `cbPvk` is 20 or more: its rule is one that nobody gets around.
        try pass.bytes("body", &body, count: Int(blobSize) - 8, "cbPvk - 8", .secret, shortTolerated: nil)
        let key = PrivateKeyBody(algorithm: keyAlgorithm, version: 2, body: body)
        try pass.rule("RSA2 or DSS2 if not encrypted", isEncrypted || key.isRSAOrDSSPair, .badMagic, tolerated: nil)
        try pass.rule(
            "as long as bitlen asks if not encrypted", isEncrypted || key.fitsItsBitLengths, .lengthMismatch,
            tolerated: .lengthFieldDisagrees)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(keySpec: 1, salt: nothing, keyAlgorithm: .rsaKeyExchange, body: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PVKFile: KeyBlobFormat {
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

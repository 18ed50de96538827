/// The public key of a .NET strong name: in public-only `.snk` files, in assemblies and in what `sn -p` writes.
///
/// ```c
/// struct { ALG_ID SigAlgID;                // CALG_RSA_SIGN, or 0
///          ALG_ID HashAlgID;               // CALG_SHA1, CALG_SHA_256, _384 or _512, or 0
///          ULONG cbPublicKey;
///          BYTE PublicKey[cbPublicKey]; }  // a PUBLICKEYBLOB with an RSA key
/// ```
/// The *neutral* key of ECMA-335 is 16 bytes long: no algorithms, and four zeros for a key; every runtime puts its own
/// in its place. The public key token is the last 8 bytes of SHA-1 over the whole of this, in reverse order. A `.snk`
/// file with a key pair is a bare PRIVATEKEYBLOB (``RSAPrivateKeyBlob``).
/// Source: StrongName.h of the public .NET Framework SDK (`PublicKeyBlob`); Roslyn's checks; ECMA-335 II.6.2.1.3.
public struct StrongNamePublicKey: LayoutFormat, ~Escapable {
    /// `SigAlgID`.
    public private(set) var signatureAlgorithm: AlgorithmIdentifier
    /// `HashAlgID`.
    public private(set) var hashAlgorithm: AlgorithmIdentifier
    private var keySize: UInt32
    /// `PublicKey`; without meaning where ``isNeutral``.
    public private(set) var publicKey: RSAPublicKeyBlob

    /// The fields of a key to be written.
    @_lifetime(copy publicKey)
    public init(
        signatureAlgorithm: AlgorithmIdentifier = .rsaSign, hashAlgorithm: AlgorithmIdentifier = .sha1,
        publicKey: RSAPublicKeyBlob
    ) {
        self.signatureAlgorithm = signatureAlgorithm
        self.hashAlgorithm = hashAlgorithm
        keySize = UInt32(clamping: 20 + publicKey.modulus.byteCount)
        self.publicKey = publicKey
    }

    /// ECMA's neutral key, to be written.
    @_lifetime(immortal)
    public static func neutral() -> StrongNamePublicKey {
        var key = StrongNamePublicKey(emptyFieldsOf: RawSpan())
        key.keySize = 4
        return key
    }

    /// Whether this is ECMA's neutral key.
    public var isNeutral: Bool { keySize == 4 }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.algorithm(
            "SigAlgID", &signatureAlgorithm, "0 or CALG_RSA_SIGN", tolerated: .unexpectedSignatureAlgorithm
        ) { $0.rawValue == 0 || $0 == .rsaSign }
        try pass.algorithm(
            "HashAlgID", &hashAlgorithm, "0, CALG_SHA1, CALG_SHA_256, CALG_SHA_384 or CALG_SHA_512",
            tolerated: .unexpectedHashAlgorithm
        ) { $0.rawValue == 0 || $0 == .sha1 || $0 == .sha256 || $0 == .sha384 || $0 == .sha512 }
        try pass.scalar("cbPublicKey", &keySize)
        guard !isNeutral else {
            try pass.rule(
                "4 only without algorithms", signatureAlgorithm.rawValue == 0 && hashAlgorithm.rawValue == 0,
                .badKeyLength, tolerated: nil)
            return try pass.constant("PublicKey", 0 as UInt32, .badMagic)
        }
        try publicKey.layout(&pass)
        try pass.rule(
            "ends after cbPublicKey bytes", Int(keySize) == 20 + publicKey.modulus.byteCount, .lengthMismatch,
            tolerated: .lengthFieldDisagrees)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nobody = AlgorithmIdentifier(rawValue: 0)
        self.init(
            signatureAlgorithm: nobody, hashAlgorithm: nobody, publicKey: RSAPublicKeyBlob(emptyFieldsOf: source))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension StrongNamePublicKey: KeyBlobFormat {
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

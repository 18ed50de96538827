/// `PQDSAPRIVATEBLOB` and `PQDSAPRIVATESEEDBLOB`: a private key of a post-quantum signature, or its seed.
///
/// ```c
/// struct { ULONG dwMagic;                  // "DSSK", "DSSS", "CMSK" or "SHSK"
///          ULONG cbParameterSet, cbKey;
///          WCHAR parameterSet[];           // "44", "65", "87"; "SHA2-128s" and so on
///          BYTE key[cbKey]; }
/// ```
/// LMS and XMSS have no private BLOBs. Source: Microsoft Learn,
/// "BCRYPT_PQDSA_KEY_BLOB structure".
public struct PQDSAPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: ML-DSA (private key or seed), composite ML-DSA or SLH-DSA.
    public private(set) var magic: PQMagic
    /// `parameterSet`.
    public private(set) var parameterSet: WideString
    /// `key`, as the algorithm's standard encodes it; in general not aligned.
    public private(set) var key: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy parameterSet, copy key)
    public init(magic: PQMagic, parameterSet: WideString, key: RawSpan) {
        self.magic = magic
        self.parameterSet = parameterSet
        self.key = key
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try PQKeyFields.layout(&pass, &magic, &parameterSet, &key, "a post-quantum private or seed magic") {
            !$0.algorithm.isKEM && $0.form != .publicKey
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(magic: .mlDSAPrivate, parameterSet: WideString(bytes: nothing), key: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PQDSAPrivateKeyBlob: CNGKeyBlobFormat {
    /// `PQDSAPRIVATEBLOB`, and with a seed `PQDSAPRIVATESEEDBLOB`.
    public static var blobTypes: [CNGBlobType] { [.pqdsaPrivateKey, .pqdsaPrivateSeed, .privateKey] }

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

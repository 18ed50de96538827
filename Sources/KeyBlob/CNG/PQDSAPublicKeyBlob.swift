/// `PQDSAPUBLICBLOB`: a public key of a post-quantum signature.
///
/// ```c
/// struct { ULONG dwMagic;                  // "DSPK", "CMPK", "SHPK", "LMPK" or "XMPK"
///          ULONG cbParameterSet, cbKey;
///          WCHAR parameterSet[];           // "44", "65", "87"; "SHA2-128s" and so on
///          BYTE key[cbKey]; }
/// ```
/// The strings of LMS and XMSS are not documented: any is taken, of any key length. Source: Microsoft Learn,
/// "BCRYPT_PQDSA_KEY_BLOB structure".
public struct PQDSAPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: ML-DSA, composite ML-DSA, SLH-DSA, LMS or XMSS.
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
        try PQKeyFields.layout(&pass, &magic, &parameterSet, &key, "a post-quantum public magic") {
            !$0.algorithm.isKEM && $0.form == .publicKey
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(magic: .mlDSAPublic, parameterSet: WideString(bytes: nothing), key: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PQDSAPublicKeyBlob: CNGKeyBlobFormat {
    /// `PQDSAPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.pqdsaPublicKey, .publicKey] }

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

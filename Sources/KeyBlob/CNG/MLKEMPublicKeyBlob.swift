/// `MLKEMPUBLICBLOB`: a public (encapsulation) key of ML-KEM.
///
/// ```c
/// struct { ULONG dwMagic;                  // "MLKP", or "CMKP" (composite ML-KEM, unverified)
///          ULONG cbParameterSet, cbKey;
///          WCHAR parameterSet[];           // "512", "768" or "1024"
///          BYTE key[cbKey]; }
/// ```
/// The composite form is *unverified*: magic and strings stand in no public header or page. Source: Microsoft Learn,
/// "BCRYPT_MLKEM_KEY_BLOB structure".
public struct MLKEMPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `dwMagic`: ML-KEM or composite ML-KEM.
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
        try PQKeyFields.layout(&pass, &magic, &parameterSet, &key, "an ML-KEM public magic") {
            $0.algorithm.isKEM && $0.form == .publicKey
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(magic: .mlKEMPublic, parameterSet: WideString(bytes: nothing), key: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension MLKEMPublicKeyBlob: CNGKeyBlobFormat {
    /// `MLKEMPUBLICBLOB`.
    public static var blobTypes: [CNGBlobType] { [.mlKEMPublicKey, .publicKey] }

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

/// `PUBLICKEYBLOBEX`: a public key in a form that nobody published.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 0x0A, bVersion 2
///          BYTE body[]; }
/// ```
/// The body is carried as it is. Readers guess differently: phpseclib takes it for a PUBLICKEYBLOB, binary refinery for
/// a Diffie-Hellman key in an order of its own. Where the guess is wanted: a *tolerant* parse as ``RSAPublicKeyBlob``
/// and the other public keys takes this type and says so. Source: wincrypt.h and Microsoft Learn, "CryptExportKey
/// function", for the name; no provider of Microsoft's is known to write it.
public struct PublicKeyBlobEx: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: the algorithm of the key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// All that stands behind the header.
    public private(set) var body: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy body)
    public init(keyAlgorithm: AlgorithmIdentifier, body: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        self.body = body
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .publicKeyEx, &keyAlgorithm, "ALG_ID of a signature or a key exchange"
        ) { $0.algorithmClass == .signature || $0.algorithmClass == .keyExchange }
        try pass.rest("body", &body, .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .rsaKeyExchange, body: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PublicKeyBlobEx: KeyBlobFormat {
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

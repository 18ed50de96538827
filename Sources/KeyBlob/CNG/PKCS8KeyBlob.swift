/// `PKCS8_PRIVATEKEY`: a private key as PKCS #8 has it, plain or encrypted. It is recognised and handed on as bytes.
///
/// ```asn1
/// PrivateKeyInfo ::= SEQUENCE { version INTEGER, … }
/// EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm SEQUENCE { … }, encryptedData OCTET STRING }
/// ```
/// An INTEGER comes first in other structures as well (PKCS #1, PKCS #12). Source: RFC 5958; Microsoft Learn,
/// "NCryptExportKey function" for the BLOB type.
public struct PKCS8KeyBlob: LayoutFormat, ~Escapable {
    /// What is in the outer SEQUENCE.
    public private(set) var contents: RawSpan

    /// The fields of a BLOB to be written: the outer tag and length follow.
    @_lifetime(copy contents)
    public init(contents: RawSpan) { self.contents = contents }

    /// Whether an algorithm comes first, as in EncryptedPrivateKeyInfo, not a version.
    public var isEncrypted: Bool { contents.byte(at: 0) == 0x30 }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try DERSequence.layout(&pass, &contents, .secret, "first an INTEGER or a SEQUENCE") { $0 == 0x02 || $0 == 0x30 }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(contents: source.extracting(first: 0)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PKCS8KeyBlob: CNGKeyBlobFormat {
    /// `PKCS8_PRIVATEKEY`.
    public static var blobTypes: [CNGBlobType] { [.pkcs8PrivateKey] }

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

/// `PKCS7_ENVELOPE`: a private key in a CMS envelope for a recipient's certificate. It is recognised and handed on as
/// bytes.
///
/// ```asn1
/// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
/// ```
/// Source: RFC 5652 section 3; Microsoft Learn, "NCryptExportKey function" for the BLOB type.
public struct PKCS7EnvelopeBlob: LayoutFormat, ~Escapable {
    /// What is in the outer SEQUENCE.
    public private(set) var contents: RawSpan

    /// The fields of a BLOB to be written: the outer tag and length follow.
    @_lifetime(copy contents)
    public init(contents: RawSpan) { self.contents = contents }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try DERSequence.layout(&pass, &contents, .open, "first an OBJECT IDENTIFIER") { $0 == 0x06 }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) { self.init(contents: source.extracting(first: 0)) }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PKCS7EnvelopeBlob: CNGKeyBlobFormat {
    /// `PKCS7_ENVELOPE`.
    public static var blobTypes: [CNGBlobType] { [.pkcs7Envelope] }

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

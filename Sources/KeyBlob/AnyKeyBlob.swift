/// A key BLOB of any format this codec knows, told apart by its header and magic.
public enum AnyKeyBlob: ~Escapable {
    case rsaPublicKey(RSAPublicKeyBlob)
    case rsaPrivateKey(RSAPrivateKeyBlob)
    case simple(SimpleBlob)
    case plaintextKey(PlaintextKeyBlob)

    /// A strict view of whatever `source` is.
    ///
    /// - Throws: ``BlobError``: ``BlobError/Reason/unknownBlobType`` where no format claims the header, else as the
    ///   format's own parse.
    @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) {
        switch try Format(of: source) {
        case .rsaPublicKey: self = .rsaPublicKey(try RSAPublicKeyBlob(parsing: source))
        case .rsaPrivateKey: self = .rsaPrivateKey(try RSAPrivateKeyBlob(parsing: source))
        case .simple: self = .simple(try SimpleBlob(parsing: source))
        case .plaintextKey: self = .plaintextKey(try PlaintextKeyBlob(parsing: source))
        }
    }

    /// A strict view of whatever `buffer` is; the buffer must outlive it.
    @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        self = try AnyKeyBlob(parsing: unsafe buffer.bytes)
    }

    /// A tolerant view of whatever `source` is; what was forgiven is noted in `deviations`.
    @_lifetime(copy source)
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        switch try Format(of: source) {
        case .rsaPublicKey: self = .rsaPublicKey(try RSAPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .rsaPrivateKey: self = .rsaPrivateKey(try RSAPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .simple: self = .simple(try SimpleBlob(parsing: source, tolerating: &deviations))
        case .plaintextKey: self = .plaintextKey(try PlaintextKeyBlob(parsing: source, tolerating: &deviations))
        }
    }

    /// The formats, by name.
    public enum Format: String, Sendable, CaseIterable {
        case rsaPublicKey = "RSA PUBLICKEYBLOB"
        case rsaPrivateKey = "RSA PRIVATEKEYBLOB"
        case simple = "SIMPLEBLOB"
        case plaintextKey = "PLAINTEXTKEYBLOB"

        /// The format whose header `source` begins with; the rest is not looked at.
        ///
        /// - Throws: ``BlobError`` with ``BlobError/Reason/truncated`` or ``BlobError/Reason/unknownBlobType``.
        public init(of source: RawSpan) throws(BlobError) {
            let header = try BlobHeader(peekingAt: source)
            switch BlobType(rawValue: header.type) {
            case .publicKey: self = .rsaPublicKey
            case .privateKey: self = .rsaPrivateKey
            case .simple: self = .simple
            case .plaintextKey: self = .plaintextKey
            default: try refuse(.unknownBlobType, "bType", 0, found: UInt64(header.type))
            }
        }

        /// A row for every field of `source`, read tolerantly as this format.
        ///
        /// - Throws: ``BlobError``.
        public func inspect(_ source: RawSpan) throws(BlobError) -> Inspection {
            switch self {
            case .rsaPublicKey: try RSAPublicKeyBlob.inspect(source)
            case .rsaPrivateKey: try RSAPrivateKeyBlob.inspect(source)
            case .simple: try SimpleBlob.inspect(source)
            case .plaintextKey: try PlaintextKeyBlob.inspect(source)
            }
        }
    }
}

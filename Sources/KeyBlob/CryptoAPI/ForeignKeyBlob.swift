/// A BLOB of somebody else's provider: a BLOBHEADER with an ALG_ID that Microsoft did not assign, and a body that only
/// that provider knows.
///
/// ```c
/// struct { BLOBHEADER header;              // any bType and bVersion
///          BYTE body[]; }
/// ```
/// The body is carried as it is. The GOST providers, for instance, write bVersion 0x20, ALG_IDs such as 0x2E23 and
/// 0x661E, and behind them a magic and the numbers of their own. Source: what such providers write, as their users show
/// it (the sample of the tests: forum of CryptoPro); Microsoft's ALG_IDs: ``AlgorithmIdentifier/isMicrosofts``.
public struct ForeignKeyBlob: LayoutFormat, ~Escapable {
    /// `bType`, as a number; see ``type``.
    private var rawType: UInt8
    /// `bVersion`.
    public private(set) var version: UInt8
    /// `aiKeyAlg`: the algorithm of the key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// All that stands behind the header.
    public private(set) var body: RawSpan

    /// `bType`.
    public var type: BlobType? { BlobType(rawValue: rawType) }

    /// The fields of a BLOB to be written.
    @_lifetime(copy body)
    public init(type: BlobType, version: UInt8, keyAlgorithm: AlgorithmIdentifier, body: RawSpan) {
        rawType = type.rawValue
        self.version = version
        self.keyAlgorithm = keyAlgorithm
        self.body = body
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("bType", &rawType, .range(1...0x0C), .unknownBlobType, tolerated: nil)
        try pass.rule("not 2…5", rawType < 2 || rawType > 5, .unknownBlobType, tolerated: nil)
        try pass.scalar("bVersion", &version)
        try pass.constant("reserved", 0 as UInt16, .reservedNonZero, tolerated: .reservedNonZero)
        let isPublicKeyOrPair = type == .publicKey || type == .privateKey || type == .publicKeyEx
        try pass.algorithm(
            "aiKeyAlg", &keyAlgorithm, "not Microsoft's, and of a class that fits bType", tolerated: nil
        ) { !$0.isMicrosofts && Self.fits($0, isPublicKeyOrPair) }
        try pass.rest("body", &body, isOpen ? .open : .secret)
    }

    /// Whether the class of `algorithm` is one of public keys and key pairs, or one of session keys.
    @inline(__always)
    private static func fits(_ algorithm: AlgorithmIdentifier, _ isPublicKeyOrPair: Bool) -> Bool {
        switch algorithm.algorithmClass {
        case .signature, .keyExchange: isPublicKeyOrPair
        case .dataEncrypt, .messageEncrypt: !isPublicKeyOrPair
        default: false
        }
    }

    /// Whether the body of this type is a public key or a wrapped one.
    @inline(__always)
    private var isOpen: Bool {
        type == .publicKey || type == .publicKeyEx || type == .simple || type == .symmetricWrapKey
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let unknown = AlgorithmIdentifier(rawValue: 0)
        self.init(type: .publicKey, version: 2, keyAlgorithm: unknown, body: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ForeignKeyBlob: KeyBlobFormat {
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

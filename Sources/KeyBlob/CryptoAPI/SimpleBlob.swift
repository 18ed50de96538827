/// `SIMPLEBLOB`: a session key, encrypted with an RSA exchange public key.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 1, bVersion 2, aiKeyAlg of the session key
///          ALG_ID algid;                   // of the wrapping key: CALG_RSA_KEYX
///          BYTE encryptedkey[]; }          // as long as the wrapping key's modulus
/// ```
/// `encryptedkey` is the RSA ciphertext, *least significant byte first*: the whole block reversed. What it holds is an
/// ordinary PKCS #1 v1.5 or OAEP message with the key bytes in their natural order; which of the two the BLOB does not
/// say. Source: Microsoft Learn, "Base Provider Key BLOBs".
public struct SimpleBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: the algorithm of the session key.
    public var keyAlgorithm: AlgorithmIdentifier
    /// `algid`: the algorithm of the wrapping key.
    public var wrappingAlgorithm: AlgorithmIdentifier
    /// `encryptedkey`: 48 to 2048 bytes, for moduli of 384 to 16384 bits.
    public var encryptedKey: LittleEndianInteger

    /// The fields of a BLOB to be written.
    @inlinable @_lifetime(copy encryptedKey)
    public init(
        keyAlgorithm: AlgorithmIdentifier, wrappingAlgorithm: AlgorithmIdentifier = .rsaKeyExchange,
        encryptedKey: LittleEndianInteger
    ) {
        self.keyAlgorithm = keyAlgorithm
        self.wrappingAlgorithm = wrappingAlgorithm
        self.encryptedKey = encryptedKey
    }

    @inlinable @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(&pass, .simple, &keyAlgorithm, "ALG_ID of a session key") { $0.isSessionKey }
        try pass.algorithm(
            "algid", &wrappingAlgorithm, "CALG_RSA_KEYX", tolerated: .unexpectedWrappingAlgorithm
        ) { $0.isRSAKeyExchange }
        var block = encryptedKey.bytes
        try pass.rest("encryptedkey", &block, .open)
        encryptedKey = LittleEndianInteger(bytes: block)
        try pass.rule(
            "48…2048 bytes", block.byteCount >= 48 && block.byteCount <= 2048,
            block.byteCount < 48 ? .truncated : .trailingBytes, tolerated: .unexpectedWrappedLength)
    }

    @inlinable @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        // CALG_RC2 and CALG_RSA_KEYX, by number: a caller into which this is compiled would have to call for the constants.
        self.init(
            keyAlgorithm: AlgorithmIdentifier(rawValue: 0x6602),
            wrappingAlgorithm: AlgorithmIdentifier(rawValue: 0xA400),
            encryptedKey: LittleEndianInteger(bytes: source.extracting(first: 0)))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension SimpleBlob: KeyBlobFormat {
    /// The twin that keeps its bytes; nothing in it is secret.
    public typealias Owned = OwnedBlob<Self>

    /// Strict and zero-copy. Compiled into the caller, for which it is little more than the call would be; what is
    /// refused there is parsed once more, for the reason.
    @inlinable @inline(__always) @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) {
        var view = Self(emptyFieldsOf: source)
        var pass = ParsePass<BareRefusal>(source)
        do throws(BlobError) {
            // The layout says so too; said first, by two comparisons, it is not asked of every field.
            guard _fastPath((60...2060).contains(source.byteCount)), _fastPath(source.word(at: 0) == 0x201) else {
                throw .unexplained
            }
            try view.layout(&pass)
            try pass.finish()
            self = view
        } catch {
            self = try Self.explained(source)
        }
    }

    /// The same over a buffer that must outlive the view. Said here and not left to the protocol, whose witnesses are
    /// called.
    @inlinable @inline(__always) @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        try self.init(parsing: unsafe buffer.bytes)
    }

    @usableFromInline @inline(never) @_lifetime(copy source)
    static func explained(_ source: RawSpan) throws(BlobError) -> Self { try parse(source) }

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

/// `SYMMETRICWRAPKEYBLOB`: a session key, wrapped by another session key.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 0x0B, bVersion 2, aiKeyAlg of the wrapped key
///          ALG_ID wrapAlgid;               // of the wrapping key
///          BYTE wrapped[]; }               // what RFC 3217 makes of the key
/// ```
/// A 3DES key under a 3DES key is 40 bytes long, one of two keys being sent as three; an RC2 key of n bytes under an
/// RC2 key is n + 1 bytes, rounded up to blocks of 8, and two blocks more. How many bits of an RC2 wrapping key are
/// effective is not in the BLOB. Source: MSDN Library of April 2000, "Symmetric Wrapped Key BLOBs" (today's pages only
/// name the type); RFC 3217. CALG_3DES_112 is not on that page: its keys are wrapped as RFC 3217 section 3 says.
public struct SymmetricWrapKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: the algorithm of the wrapped key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `wrapAlgid`: the algorithm of the wrapping key.
    public private(set) var wrappingAlgorithm: AlgorithmIdentifier
    /// `wrapped`: the wrapped key.
    public private(set) var wrapped: RawSpan

    /// The fields of a BLOB to be written.
    @_lifetime(copy wrapped)
    public init(keyAlgorithm: AlgorithmIdentifier, wrappingAlgorithm: AlgorithmIdentifier, wrapped: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        self.wrappingAlgorithm = wrappingAlgorithm
        self.wrapped = wrapped
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(&pass, .symmetricWrapKey, &keyAlgorithm, "CALG_RC2, CALG_3DES or CALG_3DES_112") {
            $0 == .rc2 || $0 == .tripleDES || $0 == .twoKeyTripleDES
        }
        try pass.algorithm(
            "wrapAlgid", &wrappingAlgorithm, "CALG_RC2, CALG_3DES or CALG_3DES_112",
            tolerated: .unexpectedWrappingAlgorithm
        ) { $0 == .rc2 || $0 == .tripleDES || $0 == .twoKeyTripleDES }
        try pass.rule(
            "RC2 for RC2", (keyAlgorithm == .rc2) == (wrappingAlgorithm == .rc2), .badAlgorithm,
            tolerated: .unexpectedWrappingAlgorithm)
        try pass.rule(
            "not CALG_3DES_112 for CALG_3DES", keyAlgorithm != .tripleDES || wrappingAlgorithm != .twoKeyTripleDES,
            .badAlgorithm, tolerated: .wrappingKeyTooWeak)
        try pass.rest("wrapped", &wrapped, .open)
        try pass.rule(
            "40 bytes; with RC2 24…272, a multiple of 8", isLegal(wrapped.byteCount),
            wrapped.byteCount > (wrappingAlgorithm == .rc2 ? 272 : 40) ? .trailingBytes : .truncated,
            tolerated: .unexpectedWrappedLength)
    }

    /// Whether wrapping makes so many bytes. The one byte for the length of an RC2 key ends at 255.
    @inline(__always)
    private func isLegal(_ byteCount: Int) -> Bool {
        guard wrappingAlgorithm == .rc2 else { return byteCount == 40 }
        return byteCount >= 24 && byteCount <= 272 && byteCount % 8 == 0
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .rc2, wrappingAlgorithm: .rc2, wrapped: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension SymmetricWrapKeyBlob: KeyBlobFormat {
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

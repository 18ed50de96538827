/// `PLAINTEXTKEYBLOB`: a session key in the clear.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 8, bVersion 2, aiKeyAlg of the key
///          DWORD cbKeySize;
///          BYTE key[cbKeySize]; }          // in natural order, *not* reversed; DES keys with their parity bits
/// ```
/// Salt, IV, mode and effective key length do not travel in it. CryptoAPI has no ALG_ID for HMAC keys: they are written
/// as CALG_RC2 of any length, so RC2 has no upper limit here (a provider has).
/// Source: Microsoft Learn, "PLAINTEXTKEYBLOB structure".
public struct PlaintextKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: the algorithm of the key.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    private var keySize: UInt32
    /// `key`: the key's bytes, in their natural order.
    public private(set) var key: RawSpan

    /// The fields of a BLOB to be written; `cbKeySize` follows from the length of `key`.
    @_lifetime(copy key)
    public init(keyAlgorithm: AlgorithmIdentifier, key: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        keySize = UInt32(clamping: key.byteCount)
        self.key = key
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(&pass, .plaintextKey, &keyAlgorithm, "ALG_ID of a session key") { $0.isSessionKey }
        try pass.scalar("cbKeySize", &keySize)
        try pass.rule(
            "a length of aiKeyAlg's", isLegal(keySize), .badKeyLength, tolerated: .unexpectedKeyLength)
        try pass.bytes("key", &key, count: Int(keySize), "cbKeySize", .secret, shortTolerated: nil)
    }

    @inline(__always)
    private func isLegal(_ keySize: UInt32) -> Bool {
        if keyAlgorithm == .rc2 { return keySize > 0 }
        return keyAlgorithm.keyByteCounts?.contains(Int(keySize)) ?? (keySize > 0)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .rc2, key: source.extracting(first: 0))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PlaintextKeyBlob: KeyBlobFormat {
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

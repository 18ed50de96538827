/// `PUBLICKEYBLOB` with an RSA key.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 6, bVersion 2, aiKeyAlg CALG_RSA_KEYX or CALG_RSA_SIGN
///          DWORD magic, bitlen, pubexp;    // magic "RSA1"
///          BYTE modulus[bitlen / 8]; }
/// ```
/// All integers are little-endian. Source: Microsoft Learn, "Base Provider Key BLOBs".
public struct RSAPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/rsaKeyExchange`` or ``AlgorithmIdentifier/rsaSign``; the same key is written
    /// with either.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `bitlen`: the length of the modulus, in bits.
    public private(set) var bitLength: UInt32
    /// `pubexp`.
    public private(set) var publicExponent: UInt32
    /// `modulus`: `bitlen / 8` bytes.
    public private(set) var modulus: LittleEndianInteger

    /// The fields of a BLOB to be written; `bitlen` follows from the length of `modulus`.
    @_lifetime(copy modulus)
    public init(keyAlgorithm: AlgorithmIdentifier, publicExponent: UInt32, modulus: LittleEndianInteger) {
        self.keyAlgorithm = keyAlgorithm
        bitLength = UInt32(clamping: modulus.byteCount * 8)
        self.publicExponent = publicExponent
        self.modulus = modulus
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .publicKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_RSA_KEYX or CALG_RSA_SIGN"
        ) { $0.isRSA }
        try RSAPublicFields.layout(&pass, magic: 0x3141_5352, &bitLength, &publicExponent, &modulus)  // "RSA1"
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = LittleEndianInteger(bytes: source.extracting(first: 0))
        self.init(keyAlgorithm: .rsaKeyExchange, publicExponent: 0, modulus: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension RSAPublicKeyBlob: KeyBlobFormat {
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

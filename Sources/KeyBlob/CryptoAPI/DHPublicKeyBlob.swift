/// `PUBLICKEYBLOB` with a Diffie-Hellman key, version 2: the public value alone.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 6, bVersion 2, aiKeyAlg CALG_DH_SF or CALG_DH_EPHEM
///          DWORD magic, bitlen;            // magic "\0DH1": the first of its bytes is 0
///          BYTE y[bitlen / 8]; }
/// ```
/// p and g are *not* in it: both parties hold them already. y is little-endian, padded at its end. Source: Microsoft
/// Learn, "Diffie-Hellman Key BLOBs" (its structures are numbered 1, its bVersion is 2).
public struct DHPublicKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dhStoreAndForward`` or ``AlgorithmIdentifier/dhEphemeral``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `bitlen`: the length of p, in bits.
    public private(set) var bitLength: UInt32
    /// `y`: as long as p.
    public private(set) var publicValue: LittleEndianInteger

    /// The fields of a BLOB to be written; `bitlen` follows from the length of `publicValue`.
    @_lifetime(copy publicValue)
    public init(keyAlgorithm: AlgorithmIdentifier, publicValue: LittleEndianInteger) {
        self.keyAlgorithm = keyAlgorithm
        bitLength = UInt32(clamping: publicValue.byteCount * 8)
        self.publicValue = publicValue
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .publicKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_DH_SF or CALG_DH_EPHEM"
        ) { $0.isDiffieHellman }
        try pass.constant("magic", 0x3148_4400 as UInt32, .badMagic)  // "\0DH1"
        try DomainParameters.dhBitLength(&pass, "bitlen", &bitLength)
        try pass.integer(
            "y", &publicValue, count: RSAPublicFields.byteCount(ofBits: bitLength), "bitlen / 8", .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        self.init(keyAlgorithm: .dhEphemeral, publicValue: LittleEndianInteger(bytes: source.extracting(first: 0)))
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DHPublicKeyBlob: KeyBlobFormat {
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

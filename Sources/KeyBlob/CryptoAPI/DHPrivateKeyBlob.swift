/// `PRIVATEKEYBLOB` with a Diffie-Hellman key pair, version 2.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 2, aiKeyAlg CALG_DH_SF or CALG_DH_EPHEM
///          DWORD magic, bitlen;            // magic "\0DH2": the first of its bytes is 0
///          BYTE p[bitlen / 8], g[bitlen / 8], x[bitlen / 8]; }
/// ```
/// There is no y: it is computed from x. All numbers are little-endian, padded at their end. Source: Microsoft Learn,
/// "Diffie-Hellman Key BLOBs" (its structures are numbered 1, its bVersion is 2).
public struct DHPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/dhStoreAndForward`` or ``AlgorithmIdentifier/dhEphemeral``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `bitlen`: the length of p, in bits.
    public private(set) var bitLength: UInt32
    /// `p`: the prime modulus.
    public private(set) var p: LittleEndianInteger
    /// `g`: the generator, as long as p.
    public private(set) var g: LittleEndianInteger
    /// `x`: as long as p.
    public private(set) var privateValue: LittleEndianInteger

    /// The fields of a BLOB to be written; `bitlen` follows from the length of `p`.
    @_lifetime(copy p, copy g, copy privateValue)
    public init(
        keyAlgorithm: AlgorithmIdentifier, p: LittleEndianInteger, g: LittleEndianInteger,
        privateValue: LittleEndianInteger
    ) {
        self.keyAlgorithm = keyAlgorithm
        bitLength = UInt32(clamping: p.byteCount * 8)
        self.p = p
        self.g = g
        self.privateValue = privateValue
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_DH_SF or CALG_DH_EPHEM"
        ) { $0.isDiffieHellman }
        try pass.constant("magic", 0x3248_4400 as UInt32, .badMagic)  // "\0DH2"
        try DomainParameters.dhBitLength(&pass, "bitlen", &bitLength)
        let byteCount = RSAPublicFields.byteCount(ofBits: bitLength)
        try pass.integer("p", &p, count: byteCount, "bitlen / 8", .open)
        try pass.rule("odd", p.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.rule("top bit set", p.fillsItsField, .nonCanonicalInteger, tolerated: .primeTooShort)
        try pass.integer("g", &g, count: byteCount, "bitlen / 8", .open)
        try pass.integer("x", &privateValue, count: byteCount, "bitlen / 8", .secret)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = LittleEndianInteger(bytes: source.extracting(first: 0))
        self.init(keyAlgorithm: .dhEphemeral, p: nothing, g: nothing, privateValue: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DHPrivateKeyBlob: KeyBlobFormat {
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

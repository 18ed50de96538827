/// An RSA public key as Microsoft's provider keeps it: in a ``KeyContainerFile``, and in a terminal server's
/// proprietary certificate.
///
/// ```c
/// struct { DWORD magic;                            // "RSA1"
///          DWORD keylen, bitlen, datalen, pubexp;  // keylen = bitlen / 8 + 8, datalen = bitlen / 8 - 1
///          BYTE modulus[bitlen / 8], modulusPad[8]; }
/// ```
/// All integers are little-endian. It begins like a CNG RSAPUBLICBLOB, whose second field is the bit length: only the
/// lengths tell the two apart. Source: [MS-RDPBCGR] 2.2.1.4.3.1.1.1.
public struct ContainerRSAPublicKey: LayoutFormat, ~Escapable {
    private var lengths: ContainerRSAFields.Lengths
    /// `pubexp`.
    public private(set) var publicExponent: UInt32
    /// `modulus`: `bitlen / 8` bytes.
    public private(set) var modulus: LittleEndianInteger
    private var modulusPad: RawSpan

    /// `bitlen`: the length of the modulus, in bits.
    public var bitLength: UInt32 { lengths.bits }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try ContainerRSAFields.layout(
            &pass, magic: 0x3141_5352, &lengths, &publicExponent, &modulus, &modulusPad)  // "RSA1"
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        lengths = ContainerRSAFields.Lengths()
        publicExponent = 0
        modulus = LittleEndianInteger(bytes: source.extracting(first: 0))
        modulusPad = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ContainerRSAPublicKey: KeyBlobFormat {
    /// The twin that keeps its bytes; nothing in it is in the clear.
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

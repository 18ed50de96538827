/// An RSA key pair as Microsoft's provider keeps it: what is inside the private parts of a ``KeyContainerFile``, after
/// DPAPI has opened them.
///
/// With n = `bitlen / 8` and h = `bitlen / 16`:
/// ```c
/// struct { DWORD magic;                            // "RSA2"
///          DWORD keylen, bitlen, datalen, pubexp;
///          BYTE modulus[n], modulusPad[8], prime1[h], prime1Pad[4], prime2[h], prime2Pad[4],
///               exponent1[h], exponent1Pad[4], exponent2[h], exponent2Pad[4], coefficient[h], coefficientPad[4],
///               privateExponent[n], rest[]; }
/// ```
/// All integers are little-endian. Without its pads it is a PRIVATEKEYBLOB. Not documented by Microsoft. Source: what
/// mimikatz reads; how long `rest` is has not been established.
public struct ContainerRSAPrivateKey: LayoutFormat, ~Escapable {
    private var lengths: ContainerRSAFields.Lengths
    /// `pubexp`.
    public private(set) var publicExponent: UInt32
    /// `modulus`: n bytes.
    public private(set) var modulus: LittleEndianInteger
    /// `prime1`, p: h bytes.
    public private(set) var prime1: LittleEndianInteger
    /// `prime2`, q: h bytes.
    public private(set) var prime2: LittleEndianInteger
    /// `exponent1`, d mod (p − 1): h bytes.
    public private(set) var exponent1: LittleEndianInteger
    /// `exponent2`, d mod (q − 1): h bytes.
    public private(set) var exponent2: LittleEndianInteger
    /// `coefficient`, q⁻¹ mod p: h bytes.
    public private(set) var coefficient: LittleEndianInteger
    /// `privateExponent`, d: n bytes.
    public private(set) var privateExponent: LittleEndianInteger
    private var pads: Pads
    private var rest: RawSpan

    /// `bitlen`: the length of the modulus, in bits.
    public var bitLength: UInt32 { lengths.bits }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try ContainerRSAFields.layout(
            &pass, magic: 0x3241_5352, &lengths, &publicExponent, &modulus, &pads.modulus)  // "RSA2"
        let half = Int(lengths.bits) / 16
        try pass.integer("prime1", &prime1, count: half, "bitlen / 16", .secret)
        try pass.rule("odd", prime1.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try ContainerRSAFields.pad(&pass, "prime1Pad", &pads.prime1, 4, "4")
        try pass.integer("prime2", &prime2, count: half, "bitlen / 16", .secret)
        try pass.rule("odd", prime2.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try ContainerRSAFields.pad(&pass, "prime2Pad", &pads.prime2, 4, "4")
        try pass.integer("exponent1", &exponent1, count: half, "bitlen / 16", .secret)
        try ContainerRSAFields.pad(&pass, "exponent1Pad", &pads.exponent1, 4, "4")
        try pass.integer("exponent2", &exponent2, count: half, "bitlen / 16", .secret)
        try ContainerRSAFields.pad(&pass, "exponent2Pad", &pads.exponent2, 4, "4")
        try pass.integer("coefficient", &coefficient, count: half, "bitlen / 16", .secret)
        try ContainerRSAFields.pad(&pass, "coefficientPad", &pads.coefficient, 4, "4")
        try pass.integer("privateExponent", &privateExponent, count: Int(lengths.bits) / 8, "bitlen / 8", .secret)
        try pass.rest("rest", &rest, .secret)
    }

    /// What stands behind the integers: zeros.
    private struct Pads: BitwiseCopyable, ~Escapable {
        var modulus: RawSpan
        var prime1: RawSpan
        var prime2: RawSpan
        var exponent1: RawSpan
        var exponent2: RawSpan
        var coefficient: RawSpan

        @_lifetime(copy nothing)
        init(_ nothing: RawSpan) {
            modulus = nothing
            prime1 = nothing
            prime2 = nothing
            exponent1 = nothing
            exponent2 = nothing
            coefficient = nothing
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = LittleEndianInteger(bytes: source.extracting(first: 0))
        lengths = ContainerRSAFields.Lengths()
        publicExponent = 0
        modulus = nothing
        prime1 = nothing
        prime2 = nothing
        exponent1 = nothing
        exponent2 = nothing
        coefficient = nothing
        privateExponent = nothing
        pads = Pads(nothing.bytes)
        rest = nothing.bytes
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ContainerRSAPrivateKey: KeyBlobFormat {
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

/// The numbers that a group of DSS or Diffie-Hellman users shares: p, q, g and j, and how p and q were found.
///
/// DSS and Diffie-Hellman BLOBs hold them in different orders; version 3 is the same in both families:
/// ```c
/// struct { DWORD magic, bitlenP, bitlenQ, bitlenJ;
///          DWORD bitlenX;                  // private keys only
///          struct { DWORD counter; BYTE seed[20]; } DSSSeed;
///          BYTE p[bitlenP / 8], q[bitlenQ / 8], g[bitlenP / 8], j[bitlenJ / 8]; … }
/// ```
/// All numbers, the seed too, are little-endian and padded at their end: that the seed is was proven by computing p and
/// q of keys that Windows made. Source: Microsoft Learn, "DSS Version 3 Public Key BLOBs", "Diffie-Hellman Version 3
/// Public Key BLOBs", "DSSSEED structure". The pages contradict each other on when `j` is there; it is where `bitlenJ`
/// is not 0.
public struct DomainParameters: ~Escapable {
    /// `p`: the prime modulus.
    public private(set) var p: LittleEndianInteger
    /// `q`: the prime order of the group; empty where the BLOB has none.
    public private(set) var q: LittleEndianInteger
    /// `g`: the generator, as long as ``p``.
    public private(set) var g: LittleEndianInteger
    /// `j`: (p − 1) / q; empty where the BLOB has none.
    public private(set) var j: LittleEndianInteger
    /// `DSSSeed.counter`: the counter of FIPS 186 generation; ``noSeed`` where ``seed`` means nothing.
    public private(set) var counter: UInt32
    /// `DSSSeed.seed`: 20 bytes, least significant first (CNG keeps the same seed most significant first). Writers fill
    /// it with 0xFF where there is none.
    public private(set) var seed: RawSpan

    private var bitLengthP: UInt32
    private var bitLengthQ: UInt32
    private var bitLengthJ: UInt32

    /// The ``counter`` of parameters whose seed was not kept.
    public static let noSeed: UInt32 = 0xFFFF_FFFF

    /// Parameters to be written; the bit lengths follow from the lengths of the numbers. `q` and `j` may be empty in
    /// version 3; other versions have no `j`.
    @_lifetime(copy p, copy q, copy g, copy j, copy seed)
    public init(
        p: LittleEndianInteger, q: LittleEndianInteger, g: LittleEndianInteger, j: LittleEndianInteger,
        counter: UInt32, seed: RawSpan
    ) {
        self.p = p
        self.q = q
        self.g = g
        self.j = j
        self.counter = counter
        self.seed = seed
        bitLengthP = UInt32(clamping: p.byteCount * 8)
        bitLengthQ = UInt32(clamping: q.byteCount * 8)
        bitLengthJ = UInt32(clamping: j.byteCount * 8)
    }

    @inline(__always) @_lifetime(copy nothing)
    init(empty nothing: RawSpan) {
        let number = LittleEndianInteger(bytes: nothing)
        self.init(p: number, q: number, g: number, j: number, counter: Self.noSeed, seed: nothing)
    }

    /// The length of p, g and y, in bytes.
    var primeByteCount: Int {
        @inline(__always) get { RSAPublicFields.byteCount(ofBits: bitLengthP) }
    }

    /// `bitlenP`, or `bitlen` in the other versions.
    var primeBitLength: UInt32 {
        @inline(__always) get { bitLengthP }
    }

    /// `bitlenQ`.
    var orderBitLength: UInt32 {
        @inline(__always) get { bitLengthQ }
    }
}

extension DomainParameters {
    /// `bitlen`, `p`, `q` and `g` of DSS keys in version 2, where q is always 160 bits long. Limits: Microsoft's
    /// providers make and take 512 to 1024 bits in steps of 64, which are those of FIPS 186.
    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layoutDSSVersion2<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass
    ) throws(BlobError) {
        try Self.bitLength(&pass, "bitlen", &bitLengthP)
        try pass.rule("multiple of 64", bitLengthP % 64 == 0, .badBitLength, tolerated: .bitLengthNotMultipleOf64)
        try pass.rule(
            "512…1024", bitLengthP >= 512 && bitLengthP <= 1024, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try layoutPrime(&pass, "bitlen / 8")
        try pass.integer("q", &q, count: 20, "20", .open)
        try pass.rule("odd", q.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.rule("top bit set", q.fillsItsField, .nonCanonicalInteger, tolerated: .primeTooShort)
        try pass.integer("g", &g, count: primeByteCount, "bitlen / 8", .open)
    }
}

extension DomainParameters {
    /// `bitlenP`, `bitlenQ` and `bitlenJ` of DSS keys. Limits: the pairs of FIPS 186 lie within; Microsoft's own
    /// provider stops at 1024 and 160.
    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layoutDSSBitLengths<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass
    ) throws(BlobError) {
        try Self.bitLength(&pass, "bitlenP", &bitLengthP)
        try pass.rule("multiple of 64", bitLengthP % 64 == 0, .badBitLength, tolerated: .bitLengthNotMultipleOf64)
        try pass.rule(
            "512…3072", bitLengthP >= 512 && bitLengthP <= 3072, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try Self.bitLength(&pass, "bitlenQ", &bitLengthQ)
        try pass.rule(
            "160, 224 or 256", bitLengthQ == 160 || bitLengthQ == 224 || bitLengthQ == 256, .badBitLength,
            tolerated: .bitLengthOutsideLimits)
        try layoutBitLengthOfJ(&pass)
    }

    /// `bitlenP`, `bitlenQ` and `bitlenJ` of Diffie-Hellman keys; plain safe primes come without q. Limits: the base
    /// provider's page starts at 384 bits, the enhanced provider ends at 4096.
    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layoutDHBitLengths<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass
    ) throws(BlobError) {
        try Self.dhBitLength(&pass, "bitlenP", &bitLengthP)
        try pass.scalar("bitlenQ", &bitLengthQ)
        try pass.rule("multiple of 8", bitLengthQ % 8 == 0, .badBitLength, tolerated: .bitLengthNotWholeBytes)
        try pass.rule(
            "0…bitlenP", bitLengthQ <= bitLengthP, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try layoutBitLengthOfJ(&pass)
    }

    /// `DSSSeed`.
    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layoutSeed<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("counter", &counter)
        try pass.bytes("seed", &seed, count: 20, "20", .open, shortTolerated: nil)
    }

    /// `p`, `q`, `g` and `j`. The q of a DSS key is as long as its field; that of a safe prime may be a bit shorter.
    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layoutNumbers<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, qFillsItsField: Bool
    ) throws(BlobError) {
        try layoutPrime(&pass, "bitlenP / 8")
        try pass.integer("q", &q, count: RSAPublicFields.byteCount(ofBits: bitLengthQ), "bitlenQ / 8", .open)
        try pass.rule("odd", q.byteCount == 0 || q.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        if qFillsItsField {
            try pass.rule("top bit set", q.fillsItsField, .nonCanonicalInteger, tolerated: .primeTooShort)
        }
        try pass.integer("g", &g, count: primeByteCount, "bitlenP / 8", .open)
        try pass.integer("j", &j, count: RSAPublicFields.byteCount(ofBits: bitLengthJ), "bitlenJ / 8", .open)
    }
}

extension DomainParameters {
    /// Whether a PUBLICKEYBLOB of version 3 is just as long as its numbers without y are: nothing else tells the two
    /// apart.
    static func isWithoutPublicValue(_ blob: RawSpan) -> Bool {
        guard let p = blob.word(at: 12), let q = blob.word(at: 16), let j = blob.word(at: 20) else { return false }
        let sizes = (RSAPublicFields.byteCount(ofBits: p), RSAPublicFields.byteCount(ofBits: q))
        return blob.byteCount == 48 + 2 * sizes.0 + sizes.1 + RSAPublicFields.byteCount(ofBits: j)
    }

    /// The length of a Diffie-Hellman prime, in bits.
    @inline(__always)
    static func dhBitLength<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ bits: inout UInt32
    ) throws(BlobError) {
        try bitLength(&pass, field, &bits)
        try pass.rule("384…4096", bits >= 384 && bits <= 4096, .badBitLength, tolerated: .bitLengthOutsideLimits)
    }

    /// The length of a number that must be there, in bits.
    @inline(__always)
    static func bitLength<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ bits: inout UInt32
    ) throws(BlobError) {
        try pass.scalar(field, &bits, .range(1...UInt32.max), .badBitLength, tolerated: nil)
        try pass.rule("multiple of 8", bits % 8 == 0, .badBitLength, tolerated: .bitLengthNotWholeBytes)
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    private mutating func layoutBitLengthOfJ<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass
    ) throws(BlobError) {
        try pass.scalar("bitlenJ", &bitLengthJ)
        try pass.rule("multiple of 8", bitLengthJ % 8 == 0, .badBitLength, tolerated: .bitLengthNotWholeBytes)
        try pass.rule(
            "0…bitlenP", bitLengthJ <= bitLengthP, .badBitLength, tolerated: .bitLengthOutsideLimits)
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    private mutating func layoutPrime<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ size: StaticString
    ) throws(BlobError) {
        try pass.integer("p", &p, count: primeByteCount, size, .open)
        try pass.rule("odd", p.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.rule("top bit set", p.fillsItsField, .nonCanonicalInteger, tolerated: .primeTooShort)
    }
}

/// The explicit parameters of an elliptic curve, as three BLOBs hold them.
///
/// ```c
/// struct { ULONG dwVersion;                // 1
///          ULONG dwCurveType;              // 1 short Weierstrass, 2 twisted Edwards, 3 Montgomery
///          ULONG dwCurveGenerationAlgId;   // how the seed was used; 0 where there is none
///          ULONG cbFieldLength, cbSubgroupOrder, cbCofactor, cbSeed;
///          BYTE P[cbFieldLength], A[cbFieldLength], B[cbFieldLength], Gx[cbFieldLength], Gy[cbFieldLength],
///               n[cbSubgroupOrder], h[cbCofactor], S[cbSeed]; }             // big-endian
/// ```
/// Source: the SDK's bcrypt.h, `BCRYPT_ECCFULLKEY_BLOB` and `BCRYPT_ECC_PARAMETER_HEADER`; .NET's ECCng for how the parts
/// are used.
public struct CNGECCCurve: BitwiseCopyable, ~Escapable {
    /// `dwCurveType`: the form of the curve's equation.
    public enum Form: UInt32, Sendable, BitwiseCopyable, CaseIterable {
        /// y² = x³ + Ax + B.
        case shortWeierstrass = 1
        /// Ax² + y² = 1 + Bx²y².
        case twistedEdwards = 2
        /// By² = x³ + Ax² + x.
        case montgomery = 3
    }

    /// `dwCurveType`.
    public private(set) var form: Form
    /// `dwCurveGenerationAlgId`: 0 where there is no seed.
    public private(set) var generationAlgorithm: UInt32
    /// `P`: the prime of the field; all lengths called `cbFieldLength` are its.
    public private(set) var prime: BigEndianInteger
    /// `A`.
    public private(set) var a: BigEndianInteger
    /// `B`.
    public private(set) var b: BigEndianInteger
    /// `Gx`: the generator's x.
    public private(set) var generatorX: BigEndianInteger
    /// `Gy`: the generator's y.
    public private(set) var generatorY: BigEndianInteger
    /// `n`: the generator's order; private keys are as long.
    public private(set) var order: BigEndianInteger
    /// `h`: usually one byte, 1.
    public private(set) var cofactor: BigEndianInteger
    /// `S`: what A and B were computed from; may be empty.
    public private(set) var seed: RawSpan

    /// The parameters of a curve to be written; the lengths follow.
    @_lifetime(
        copy prime, copy a, copy b, copy generatorX, copy generatorY, copy order, copy cofactor, copy seed)
    public init(
        form: Form, generationAlgorithm: UInt32, prime: BigEndianInteger, a: BigEndianInteger, b: BigEndianInteger,
        generatorX: BigEndianInteger, generatorY: BigEndianInteger, order: BigEndianInteger,
        cofactor: BigEndianInteger, seed: RawSpan
    ) {
        self.form = form
        self.generationAlgorithm = generationAlgorithm
        self.prime = prime
        self.a = a
        self.b = b
        self.generatorX = generatorX
        self.generatorY = generatorY
        self.order = order
        self.cofactor = cofactor
        self.seed = seed
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 1 as UInt32, .unsupportedVersion)
        var number = form.rawValue
        try pass.scalar("dwCurveType", &number, .range(1...3), .badAlgorithm, tolerated: nil)
        form = Form(rawValue: number) ?? form
        try pass.scalar("dwCurveGenerationAlgId", &generationAlgorithm)
        let some: Legal<UInt32> = .range(1...UInt32.max)
        var fieldSize = UInt32(clamping: prime.byteCount)
        try pass.scalar("cbFieldLength", &fieldSize, some, .badKeyLength, tolerated: nil)
        var orderSize = UInt32(clamping: order.byteCount)
        try pass.scalar("cbSubgroupOrder", &orderSize, some, .badKeyLength, tolerated: nil)
        var cofactorSize = UInt32(clamping: cofactor.byteCount)
        try pass.scalar("cbCofactor", &cofactorSize, some, .badKeyLength, tolerated: nil)
        var seedSize = UInt32(clamping: seed.byteCount)
        try pass.scalar("cbSeed", &seedSize)
        let field = Int(fieldSize)
        try pass.integer("P", &prime, count: field, "cbFieldLength", .open)
        try pass.integer("A", &a, count: field, "cbFieldLength", .open)
        try pass.integer("B", &b, count: field, "cbFieldLength", .open)
        try pass.integer("Gx", &generatorX, count: field, "cbFieldLength", .open)
        try pass.integer("Gy", &generatorY, count: field, "cbFieldLength", .open)
        try pass.integer("n", &order, count: Int(orderSize), "cbSubgroupOrder", .open)
        try pass.integer("h", &cofactor, count: Int(cofactorSize), "cbCofactor", .open)
        try pass.bytes("S", &seed, count: Int(seedSize), "cbSeed", .open, shortTolerated: nil)
    }

    /// The public point of a key on this curve.
    @inline(__always) @_lifetime(x: copy pass, copy x) @_lifetime(y: copy pass, copy y)
    func publicPoint<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ x: inout BigEndianInteger, _ y: inout BigEndianInteger, isPrivate: Bool
    ) throws(BlobError) {
        try pass.integer("Qx", &x, count: prime.byteCount, "cbFieldLength", .open)
        try pass.integer("Qy", &y, count: prime.byteCount, "cbFieldLength", .open)
        try pass.rule(
            "not zero where Qx is", !(x.isZero && y.isZero), .nonCanonicalInteger,
            tolerated: isPrivate ? .publicPointMissing : nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(
            form: .shortWeierstrass, generationAlgorithm: 0, prime: nothing, a: nothing, b: nothing,
            generatorX: nothing, generatorY: nothing, order: nothing, cofactor: nothing, seed: nothing.bytes)
    }
}

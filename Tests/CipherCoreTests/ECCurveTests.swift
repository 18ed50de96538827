import Testing

@testable import CipherCore

struct ECCurveTests {
    /// Lengths of p in bits, by CNG's table of names.
    static let lengths: [(NamedCurve, Int)] = [
        (.nistP192, 192), (.nistP224, 224), (.nistP256, 256), (.nistP384, 384), (.nistP521, 521),
        (.brainpoolP160r1, 160), (.brainpoolP192r1, 192), (.brainpoolP224r1, 224), (.brainpoolP256r1, 256),
        (.brainpoolP320r1, 320), (.brainpoolP384r1, 384), (.brainpoolP512r1, 512), (.secP256k1, 256),
    ]

    /// libgcrypt's parameters pass every check that a stranger's have to.
    @Test(arguments: lengths) func namedCurvesPassTheChecks(name: NamedCurve, bitLength: Int) throws {
        let curve = try ECCurve.named(name)
        #expect(curve.bitLength == bitLength)
        #expect(curve.byteCount == (bitLength + 7) / 8)
        #expect(try Parameters(curve).curve() == curve)
    }

    @Test(arguments: [
        ("nistP256", NamedCurve.nistP256), ("secP256r1", .nistP256), ("x962P256v1", .nistP256), ("wtls12", .nistP224),
        ("brainpoolP512r1", .brainpoolP512r1), ("secP256k1", .secP256k1), ("curve25519", nil), ("secP160r1", nil),
        ("brainpoolP256t1", nil), ("", nil), ("P-256", nil),
    ]) func namesOfCNG(name: String, curve: NamedCurve?) {
        #expect(NamedCurve(cngName: name) == curve)
    }

    /// What may be wrong with the parameters of P-256.
    static let damages: [(String, CipherError, @Sendable (inout Parameters) -> Void)] = [
        ("an even p", .illegalParameter, { $0.prime[31] ^= 1 }),
        ("a composite p", .weakKey(.compositeModulus), { $0.prime[11] ^= 1 }),
        ("a short p", .illegalParameter, { $0.prime = [UInt8](repeating: 0xff, count: 19) }),
        ("a long p", .illegalParameter, { $0.prime = [UInt8](repeating: 0xff, count: 81) }),
        ("no p", .illegalParameter, { $0.prime = [] }),
        ("a = p", .weakKey(.coordinateOutOfRange), { $0.a = $0.prime }),
        ("b = p", .weakKey(.coordinateOutOfRange), { $0.b = $0.prime }),
        ("a longer than p", .weakKey(.coordinateOutOfRange), { $0.a = [1] + $0.a }),
        ("another b", .weakKey(.pointOffCurve), { $0.b[31] ^= 1 }),
        ("another generator", .weakKey(.pointOffCurve), { $0.x[31] ^= 1 }),
        ("the generator at infinity", .weakKey(.pointOffCurve), { ($0.x, $0.y) = ([], []) }),
        ("a singular curve", .weakKey(.singularCurve), { ($0.a, $0.b) = ([], []) }),
        ("a composite n", .weakKey(.compositeModulus), { $0.order[31] ^= 2 }),
        ("an even n", .illegalParameter, { $0.order[31] ^= 1 }),
        ("n = p", .weakKey(.anomalousCurve), { $0.order = $0.prime }),
        ("n of another curve", .weakKey(.pointOutsideSubgroup), { $0.order = Self.orderNearby }),
        ("a short n", .illegalParameter, { $0.order = [UInt8](repeating: 0xff, count: 16) }),
        ("a cofactor of 0", .illegalParameter, { $0.cofactor = 0 }),
        ("a cofactor of 2", .illegalParameter, { $0.cofactor = 2 }),
    ]

    /// A prime within Hasse's bounds, which is not the number of P-256's points: the first one above p + 1.
    private static let orderNearby = bytes("ffffffff00000001000000000000000000000001000000000000000000000179")

    @Test(arguments: damages.indices) func wrongParametersAreRefused(index: Int) throws {
        let (label, error, damage) = Self.damages[index]
        var parameters = try Parameters(.named(.nistP256))
        damage(&parameters)
        #expect(refusal { _ = try parameters.curve() } == error, "\(label)")
    }

    /// y² = x³ + x over a p that is 3 modulo 4 has p + 1 points: n divides p² - 1. Made with Python: 4n - 1 is prime.
    @Test func supersingularCurvesAreRefused() throws {
        var parameters = try Parameters(.named(.nistP192))
        parameters.prime = bytes("d484edf8a1ea58ca48b793e7c1d154642fa52f887f31328b")
        (parameters.a, parameters.b) = ([1], [])
        parameters.x = bytes("cc2b5bd1c23367ffeb140c5ccf33f105bd3059156c2d9c23")
        parameters.y = bytes("2eedec188fd4b0ba22a80a2613c686977d3a85c97a610e46")
        parameters.order = bytes("35213b7e287a9632922de4f9f07455190be94be21fcc4ca3")
        parameters.cofactor = 4
        #expect(refusal { _ = try parameters.curve() } == .weakKey(.smallEmbeddingDegree))
    }
}

/// A curve's parameters, to be changed.
struct Parameters {
    var prime: [UInt8]
    var a: [UInt8]
    var b: [UInt8]
    var x: [UInt8]
    var y: [UInt8]
    var order: [UInt8]
    var cofactor: UInt8

    init(_ curve: ECCurve) {
        (prime, a, b, order, cofactor) = (curve.prime, curve.a, curve.b, curve.order, curve.cofactor)
        (x, y) = (curve.generatorX, curve.generatorY)
    }

    func curve() throws(CipherError) -> ECCurve {
        try ECCurve(
            prime: prime.span.bytes, a: a.span.bytes, b: b.span.bytes, generatorX: x.span.bytes,
            generatorY: y.span.bytes, order: order.span.bytes, cofactor: cofactor)
    }
}

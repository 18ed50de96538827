/// An elliptic curve y² = x³ + ax + b over a prime field, with a generator of a subgroup of prime order (SEC 1 section
/// 3.1.1).
public struct ECCurve: Sendable {
    /// Lengths of p, in bits: CNG's shortest curves have 160, the longest 521.
    public static let bitLengths = 160...640

    /// p: big-endian, without leading zeros.
    public var prime: [UInt8] { field.prime }
    /// a: big-endian, as long as p.
    public let a: [UInt8]
    /// b: big-endian, as long as p.
    public let b: [UInt8]
    /// The generator's x: big-endian, as long as p.
    public let generatorX: [UInt8]
    /// The generator's y: big-endian, as long as p.
    public let generatorY: [UInt8]
    /// n, the number of the generator's multiples: big-endian, without leading zeros.
    public var order: [UInt8] { scalars.prime }
    /// h: the number of the curve's points, divided by n.
    public let cofactor: UInt8

    let field: PrimeField
    let scalars: PrimeField

    /// The length of p, in bits: what CNG calls the key's length.
    public var bitLength: Int { field.bitLength }
    /// The length of p, of coordinates and of agreed secrets, in bytes.
    public var byteCount: Int { field.byteCount }
    /// The length of n, of private values and of half a signature, in bytes. Mostly, but not always, that of p.
    public var orderByteCount: Int { scalars.byteCount }
}

extension ECCurve: Equatable {
    /// Whether all parameters are the same; names do not matter.
    public static func == (left: Self, right: Self) -> Bool {
        left.prime == right.prime && left.a == right.a && left.b == right.b && left.generatorX == right.generatorX
            && left.generatorY == right.generatorY && left.order == right.order && left.cofactor == right.cofactor
    }
}

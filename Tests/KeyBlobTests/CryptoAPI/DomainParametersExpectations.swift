import GoldenVectors
import KeyBlob
import Testing

/// The numbers of a golden record, in their fields: each as wide as its bit length asks.
func expect(_ parameters: DomainParameters, of record: GoldenRecord, seedIsReversed: Bool = false) throws {
    let bits = try #require(record.number("bits"))
    let width = Int(bits) / 8
    let p = parameters.p.array
    let q = parameters.q.array
    let g = parameters.g.array
    let j = parameters.j.array
    #expect(p == record.bytes("p")?.littleEndian(width: width))
    #expect(q == record.bytes("q")?.littleEndian(width: q.count) ?? [])
    #expect(g == record.bytes("g")?.littleEndian(width: width))
    #expect(j == record.bytes("j")?.littleEndian(width: j.count) ?? [])
    let counter = parameters.counter
    let seed = parameters.seed.array
    #expect(UInt64(counter) == record.number("counter") ?? UInt64(DomainParameters.noSeed))
    let expected = record.bytes("seed") ?? [UInt8](repeating: 0xFF, count: 20)
    #expect(seed == (seedIsReversed ? expected.reversed() : expected))
}

/// Numbers laid out by hand: p, q and g with just the bits that the rules ask for, and a seed.
struct HandMade {
    let p: [UInt8]
    let q: [UInt8]
    let g: [UInt8]
    let y: [UInt8]
    let seed = [UInt8](1...20)

    init(primeBits: Int, orderBits: Int = 160) {
        p = Self.prime(primeBits)
        q = Self.prime(orderBits)
        g = [2] + [UInt8](repeating: 0, count: max(0, p.count - 1))
        y = [UInt8](repeating: 0x59, count: p.count)
    }

    /// An odd number whose top bit is set.
    private static func prime(_ bits: Int) -> [UInt8] {
        guard bits > 0 else { return [] }
        var bytes = [UInt8](repeating: 0x5A, count: (bits + 7) / 8)
        bytes[bytes.count - 1] = 0xFF
        bytes[0] |= 1
        return bytes
    }

    /// DSS1, of a given `bitlen`.
    static func dss1(_ bits: Int) -> [UInt8] {
        let numbers = HandMade(primeBits: bits)
        let start = [6, 2, 0, 0].appending(0x2200, 0x3153_5344, UInt32(bits)) + numbers.p + numbers.q
        return (start + numbers.g + numbers.y).appending(7) + numbers.seed
    }

    /// DSS3 or DH3, without j.
    static func version3(_ algorithm: UInt32, _ magic: UInt32, _ primeBits: Int, _ orderBits: Int) -> [UInt8] {
        let numbers = HandMade(primeBits: primeBits, orderBits: orderBits)
        let lengths = [6, 3, 0, 0].appending(algorithm, magic, UInt32(primeBits), UInt32(orderBits), 0, 7)
        return lengths + numbers.seed + numbers.p + numbers.q + numbers.g + numbers.y
    }
}

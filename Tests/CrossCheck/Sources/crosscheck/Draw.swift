/// Random choices that the same seed makes again: SplitMix64 (Steele, Lea and Flood, 2014).
struct Draw: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The choices of one case: they do not depend on what other cases have drawn.
    init(seed: UInt64, section: String, case index: Int) {
        state = seed
        for byte in section.utf8 { state = next() ^ UInt64(byte) }
        state = next() ^ UInt64(index)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in `odds` times.
    mutating func chance(oneIn odds: Int) -> Bool { int(1...odds) == 1 }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[int(0...choices.count - 1)] }

    /// An odd number of exactly `bitLength` bits, its two highest bits set, so that the product of two such is as long
    /// as both together.
    mutating func oddNumber(bitLength: Int) -> [UInt8] {
        var number = bytes((bitLength + 7) / 8)
        let unused = 8 * number.count - bitLength
        number[0] &= 0xff >> UInt8(unused)
        for bit in [bitLength - 1, bitLength - 2] { number[number.count - 1 - bit / 8] |= 1 << UInt8(bit % 8) }
        number[number.count - 1] |= 1
        return number
    }

    /// Cuts `0..<count` into pieces of random length.
    mutating func pieces(of count: Int, unit: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        while start < count {
            let units = (count - start) / unit
            let length = unit * int(1...max(1, chance(oneIn: 2) ? min(units, 5) : units))
            pieces.append(start..<start + length)
            start += length
        }
        return pieces
    }
}

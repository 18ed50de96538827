import Testing

@testable import CipherCore

struct BigEndianDigitsTests {
    private static func digits(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

    static let numbers: [UInt64] = [2, 3, 0xff, 0x100, 0x1ff, 0xffff_ffff, 0x1_0000_0000, 1 << 63, .max - 1, .max]

    /// Held against the machine's own arithmetic.
    @Test(arguments: numbers, numbers) func arithmetic(number: UInt64, other: UInt64) {
        #expect(Self.digits(number).adding(other) == Self.digits(number &+ other))
        #expect(Self.digits(number).subtracting(2) == Self.digits(number - 2))
        #expect(Self.digits(number).halved == Self.digits(number / 2))
        let divisor = UInt32(other % 65_536 + 1)
        #expect(Self.digits(number).remainder(dividingBy: divisor) == UInt32(number % UInt64(divisor)))
    }

    @Test func carriesGoThrough() {
        #expect([0, 0xff, 0xff].adding(1) == [1, 0, 0])
        #expect([0xff, 0xff].adding(1) == [0, 0])
        #expect([1, 0, 0].subtracting(1) == [0, 0xff, 0xff])
    }

    @Test(arguments: [0, 1, 2, 3, 15, 16, 17, 99, 1 << 20]) func squareRoots(root: UInt32) throws {
        let number = try BigInteger(root)
        #expect(try hex((number * number).squareRoot().bytes(count: 8)) == hex(number.bytes(count: 8)))
        guard root > 1 else { return }
        let below = try (number * number - 1).squareRoot().bytes(count: 8)
        #expect(hex(below) == hex(Self.digits(UInt64(root - 1))))
    }
}

import Testing

@testable import CipherCore

private func integer(_ digits: String) throws -> BigInteger {
    try BigInteger(secret: bytes(digits).span.bytes)
}

struct BigIntegerTests {
    @Test(arguments: ["", "00", "000000", "01", "80", "ff00ff", "00ffffffffffffffffffffffffffffffff"])
    func bytesComeBackPadded(digits: String) throws {
        let expected = String(repeating: "0", count: 40 - digits.count) + digits
        #expect(try hex(integer(digits).bytes(count: 20)) == expected)
        #expect(try hex(BigInteger(public: bytes(digits).span.bytes).bytes(count: 20)) == expected)
    }

    @Test func aShortBufferIsRefused() throws {
        #expect(try hex(integer("00ffff").bytes(count: 2)) == "ffff")
        #expect(refusal { _ = try integer("010000").bytes(count: 2) } == .illegalParameter)
    }

    /// The results are those of Python's integers.
    @Test func arithmetic() throws {
        let a = try integer("123456789abcdef0123456789abcdef0")
        let b = try integer("fedcba9876543210fedcba98")
        let prime = try integer("ffffffffffffffffffffffffffffff61")
        #expect(a.bitLength == 125)
        #expect(hex(try (a + b).bytes(count: 16)) == "12345679999999888888888999999988")
        #expect(hex(try (a * b).bytes(count: 28)) == "121fa00ad77d742247acc913fca99aad05ebe789252c268ad05ebe80")
        #expect(hex(try (a % b).bytes(count: 12)) == "48d159d1466132e051451440")
        #expect(hex(try (a << 64).bytes(count: 24)) == "123456789abcdef0123456789abcdef00000000000000000")
        #expect(hex(try (a - 1).bytes(count: 16)) == "123456789abcdef0123456789abcdeef")
        #expect(hex(try b.minus(a, modulo: prime).bytes(count: 16)) == "edcba988641fdba8641fdb98641fdb09")
        #expect(hex(try a.power(b, modulo: prime).bytes(count: 16)) == "7bcb3996feec09eed0924320a264aa6d")
    }

    /// -1, 0 or 1; `#expect` cannot look into a comparison of noncopyable values.
    private func order(_ left: String, _ right: String) throws -> Int {
        let left = try integer(left)
        let right = try integer(right)
        return left == right ? 0 : left < right ? -1 : 1
    }

    @Test func comparison() throws {
        #expect(try order("fedcba9876543210", "010000000000000000") == -1)
        #expect(try order("010000000000000000", "fedcba9876543210") == 1)
        #expect(try order("fedcba9876543210", "fedcba9876543211") == -1)
        #expect(try order("fedcba9876543210", "0000fedcba9876543210") == 0)
        #expect(try hex(BigInteger(0xfffe_0203).bytes(count: 5)) == "00fffe0203")
    }

    private func inverse(of value: String, modulo modulus: String) throws -> String? {
        guard let inverse = try integer(value).inverse(modulo: integer(modulus)) else { return nil }
        return hex(try inverse.bytes(count: modulus.utf8.count / 2))
    }

    @Test func inverses() throws {
        let (even, odd) = ("123456789abcdef0123456789abcdef0", "ffffffffffffffffffffffffffffff61")
        #expect(try inverse(of: even, modulo: odd) == "b46126fd8f8629b7b5a312ada229a03e")
        #expect(try inverse(of: "010001", modulo: even) == "11abce789a3456f091ab4e791a33d6f1")
    }

    @Test(arguments: [("03", "0f"), ("03", "0c"), ("02", "0c"), ("00", "0f"), ("05", "05")])
    func whatSharesAFactorHasNoInverse(value: String, modulus: String) throws {
        #expect(try inverse(of: value, modulo: modulus) == nil)
    }
}

struct MontgomeryProductTests {
    struct Row: Sendable {
        let left: String
        let right: String
        let modulus: String
        let product: String
    }

    /// One word, part of one, several, part of the last; by Python: `x * y * pow(2**r, -1, n) % n`.
    static let rows = [
        Row(left: "41", right: "5b", modulus: "9f", product: "29"),
        Row(left: "a6eb8cbd69fe29", right: "87b0b1ec1d7da0", modulus: "b0c11fcb91ce37", product: "15bb052a816516"),
        Row(
            left: "c6a5387777330bdb", right: "3fc1ea36f17fd374", modulus: "d7210dff076ce2ef",
            product: "d34cf9bfc3601e94"),
        Row(
            left: "5f1cfb10f62827688d", right: "3fde5271007814e8a2", modulus: "e60d464138a6233255",
            product: "c5890630de01979d0b"),
        Row(
            left: "206f5c6671e0c07e9e115e4b9e30691c238642ea126a1e48",
            right: "359eeefb015c33b2df1461aaf8eb18b90074513021da8978",
            modulus: "835b73993fd4235992edcf451a1afe878b33e968617959cf",
            product: "4500a8923a66980be5bd23e2ab94ecd1c685785c40097f6c"),
        Row(
            left: "32b0cde917f7f35634f0e3cd972e81d66d346c6e2ba02fdaa1",
            right: "5c0585a01c4c7d6df0621aef57e4cc4132f7108e96f770c226",
            modulus: "aadf561d802a759159fb7ff337f5cae3bf3729c619c60a3cab",
            product: "a9ee01e25c52fd7d56b030a3eb3e346a2b1aa780b1f56f7f9b"),
    ]

    private static func product(_ left: String, _ right: String, modulus: String) throws -> String {
        let left = try SecretBytes(copying: bytes(left).span.bytes)
        let right = try SecretBytes(copying: bytes(right).span.bytes)
        return try hex(MontgomeryProduct.compute(left, right, modulus: bytes(modulus).span.bytes))
    }

    @Test(arguments: rows) func knownProducts(row: Row) throws {
        #expect(try Self.product(row.left, row.right, modulus: row.modulus) == row.product)
    }

    /// The last subtraction is due for the one and not for the other: (n-1)·(2ʳ mod n) gives n-1 again, 0 gives 0.
    @Test(arguments: rows) func theEndsOfTheRange(row: Row) throws {
        let modulus = try integer(row.modulus)
        let count = row.modulus.count / 2
        let one = try (BigInteger(1) << MontgomeryProduct.shift(forByteCount: count)) % modulus
        let unit = hex(try one.bytes(count: count))
        let largest = hex(try (modulus - 1).bytes(count: count))
        let zero = String(repeating: "00", count: count)
        #expect(try Self.product(largest, unit, modulus: row.modulus) == largest)
        #expect(try Self.product(unit, zero, modulus: row.modulus) == zero)
        #expect(try Self.product(unit, unit, modulus: row.modulus) == unit)
    }
}

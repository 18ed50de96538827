import Testing

@testable import CipherCore

struct ModularArithmeticTests {
    /// Odd moduli of one limb, part of one, several, part of the last; 01 at the end makes the bits of GMP's shift many.
    static let moduli = [
        "03", "9f", "b0c11fcb91ce37", "d7210dff076ce2ef", "e60d464138a6233255", "0100000000000000000000000000000001",
        "835b73993fd4235992edcf451a1afe878b33e968617959cf", "010001" + String(repeating: "00", count: 125) + "0b",
    ]

    /// The results are those of Python: `pow(b, e, n)`, `b * e % n`, `(b + e) % n`, `pow(b, -1, n)`.
    private func knownAnswers<Engine: ModularArithmetic & ~Copyable>(_ type: Engine.Type) throws {
        let modulus = try Engine(bytes("ffffffffffffffffffffffffffffff61").span.bytes)
        let base = bytes("123456789abcdef0123456789abcdef0")
        let other = bytes("fedcba9876543210fedcba98")
        let large = bytes("fffffffffffffffffffffffffffffff0")
        #expect(try modulus.power(base, other) == "7bcb3996feec09eed0924320a264aa6d")
        #expect(try hex(modulus.power(base.span.bytes, exponent: 65537)) == "6cbc383b2f9cb006ddfe23d7df1a2c14")
        #expect(try modulus.product(base, other) == "fca99ab847904e44fc1747d554afa14d")
        #expect(try modulus.sum(base, other) == "12345679999999888888888999999988")
        #expect(try modulus.sum(large, large) == "0000000000000000000000000000011e")
        #expect(try modulus.inverse(base) == "b46126fd8f8629b7b5a312ada229a03e")
    }

    @Test func knownAnswersOfBothEngines() throws {
        try knownAnswers(LibgcryptModulus.self)
        try knownAnswers(Modulus.self)
    }

    /// Random numbers, printed where the engines differ.
    @Test(arguments: moduli) func enginesAgree(modulus: String) throws {
        let one = try LibgcryptModulus(bytes(modulus).span.bytes)
        let other = try Modulus(bytes("0000" + modulus).span.bytes)
        #expect(one.byteCount == other.byteCount)
        for count in [1, 8, 9, 24, 130, 300] {
            let left = [UInt8](randomOf: count)
            let right = [UInt8](randomOf: 25)
            let context = "\(hex(left)) and \(hex(right))"
            #expect(try one.sum(left, right) == other.sum(left, right), "\(context)")
            #expect(try one.product(left, right) == other.product(left, right), "\(context)")
            #expect(try one.power(left, right) == other.power(left, right), "\(context)")
        }
    }

    @Test(arguments: ["03", "ffffffffffffffffffffffffffffff61"]) func inversesModuloAPrime(modulus: String) throws {
        let one = try LibgcryptModulus(bytes(modulus).span.bytes)
        let other = try Modulus(bytes(modulus).span.bytes)
        for count in [1, 16, 40] {
            let number = [UInt8](randomOf: count - 1) + [1]
            #expect(try one.inverse(number) == other.inverse(number), "\(hex(number))")
        }
    }

    @Test(arguments: moduli) func endsOfTheRange(modulus: String) throws {
        let engine = try Modulus(bytes(modulus).span.bytes)
        let zero = String(repeating: "00", count: modulus.utf8.count / 2)
        let one = zero.dropLast(2) + "01"
        #expect(try engine.power(bytes(zero), [2]) == zero)
        #expect(try engine.power([2], bytes(zero)) == one)
        #expect(try engine.power([2], []) == one)
        #expect(try engine.product(bytes(modulus), [2]) == zero)
        #expect(try engine.product([], [2]) == zero)
        #expect(try engine.sum([], []) == zero)
        #expect(try engine.inverse(bytes(modulus)) == nil)
    }

    @Test(arguments: ["", "00", "0000", "02", "ff00"]) func evenModuliAreRefused(modulus: String) {
        #expect(refusal { _ = try Modulus(bytes(modulus).span.bytes) } == .illegalParameter)
        #expect(refusal { _ = try LibgcryptModulus(bytes(modulus).span.bytes) } == .illegalParameter)
    }

    private func isBelow(_ left: String, _ right: String) -> Bool {
        let (left, right) = (bytes(left), bytes(right))
        return left.span.bytes.isBelow(right.span.bytes)
    }

    @Test func comparison() {
        #expect(isBelow("00ff", "0100"))
        #expect(!isBelow("0100", "00ff"))
        #expect(!isBelow("0100", "0100"))
        #expect(!isBelow("00", "0100"))
    }
}

/// The operations on arrays, their results in hexadecimal.
extension ModularArithmetic where Self: ~Copyable {
    fileprivate func power(_ base: [UInt8], _ exponent: [UInt8]) throws -> String {
        try hex(power(base.span.bytes, secretExponent: exponent.span.bytes))
    }

    fileprivate func product(_ left: [UInt8], _ right: [UInt8]) throws -> String {
        try hex(product(left.span.bytes, right.span.bytes))
    }

    fileprivate func sum(_ left: [UInt8], _ right: [UInt8]) throws -> String {
        try hex(sum(left.span.bytes, right.span.bytes))
    }

    fileprivate func inverse(_ number: [UInt8]) throws -> String? {
        guard let inverse = try inverse(number.span.bytes) else { return nil }
        return hex(inverse)
    }
}

extension [UInt8] {
    init(randomOf count: Int) {
        self = (0..<count).map { _ in .random(in: 0...255) }
    }
}

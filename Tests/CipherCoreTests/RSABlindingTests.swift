#if GMP
import Foundation
import Testing

@testable import CipherCore

struct RSABlindingTests {
    private static let key = RSATestKey.bits1024

    private static func modulus() throws -> LimbModulus {
        let digits = key.modulus
        return try LimbModulus(digits.span.bytes)
    }

    private static func factor(of pair: borrowing RSABlindingPair) throws -> String {
        try hex(pair.factor.bytes(count: key.modulus.count))
    }

    private static func next(_ blinding: RSABlinding) throws -> String {
        let modulus = try Self.modulus()
        return try factor(of: blinding.next(modulus, publicExponent: key.publicExponent))
    }

    /// What the factor's private power leaves is what the remover takes away; also after it was squared.
    @Test func thePartsOfAPairBelongTogether() throws {
        let modulus = try Self.modulus()
        let blinding = RSABlinding()
        for _ in 0..<3 {
            let pair = try blinding.next(modulus, publicExponent: Self.key.publicExponent)
            let power = try modulus.power(pair.remover, exponent: Self.key.publicExponent)
            let product = try modulus.product(pair.factor, power).bytes(count: Self.key.modulus.count)
            #expect(hex(product) == hex([UInt8](repeating: 0, count: 127) + [1]))
        }
    }

    @Test func nextIsTheSquareUntilThePairIsUsedUp() throws {
        let modulus = try Self.modulus()
        let blinding = RSABlinding()
        var squares = 0
        var last = try blinding.next(modulus, publicExponent: Self.key.publicExponent)
        for _ in 1..<64 {
            let pair = try blinding.next(modulus, publicExponent: Self.key.publicExponent)
            let factor = try Self.factor(of: pair)
            if try Self.factor(of: last.squared(modulus)) == factor { squares += 1 }
            last = consume pair
        }
        #expect(squares == 62)
    }

    @Test func noTwoThreadsGetTheSamePair() async throws {
        let blinding = RSABlinding()
        let factors = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask { try (0..<100).map { _ in try Self.next(blinding) } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(factors).count == 800)
    }

    /// In a process of its own: `fork` copies one thread of the tests' many.
    @Test func aForkedChildHasOtherPairsAndAWorkingKey() async {
        await #expect(processExitsWith: .success) {
            let blinding = RSABlinding()
            _ = try Self.next(blinding)
            let pipe = Pipe()
            // Swift hides fork(2).
            let symbol = try #require(dlsym(nil, "fork"))
            let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
            let child = fork()
            let factor = try Self.next(blinding)
            if child == 0 {
                let key = try Self.key.privateKey()
                let block = RSATestVectors.pattern(128)
                let works = try key.power(of: block) == hex(RSATestVectors.rawPowers[3].block)
                pipe.fileHandleForWriting.write(Data((works ? factor : "failed").utf8))
                _exit(0)
            }
            var status: CInt = 0
            #expect(waitpid(child, &status, 0) == child)
            let answer = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
            #expect(answer.utf8.count == factor.utf8.count)
            #expect(answer != factor)
        }
    }
}
#endif

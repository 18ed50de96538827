import Testing

@testable import CipherCore

struct WordArithmeticTests {
    /// Words with every chance of a carry, and factors likewise.
    static let factors: [UInt] = [0, 1, 2, 1 << 63, .max - 1, .max, 0x0123_4567_89ab_cdef]

    /// The loop in use (GMP's, where the package is built with it) and ours give the same.
    @Test(arguments: factors, 1...9) func bothLoopsAgree(factor: UInt, count: Int) {
        for source in Self.samples(count) {
            for target in Self.samples(count) {
                let sums = [WordArithmetic.add, WordArithmetic.portableAdd].map { apply($0, source, factor, target) }
                #expect(sums[0] == sums[1])
                let differences = [WordArithmetic.subtract, WordArithmetic.portableSubtract]
                    .map { apply($0, source, factor, target) }
                #expect(differences[0] == differences[1])
            }
        }
    }

    /// Of one word, held against the machine's own arithmetic of two.
    @Test(arguments: factors, factors) func oneWord(factor: UInt, number: UInt) {
        for target in Self.factors {
            let sum = number.multipliedFullWidth(by: factor)
            let (low, carry) = sum.low.addingReportingOverflow(target)
            #expect(apply(WordArithmetic.portableAdd, [number], factor, [target]) == [low, sum.high + (carry ? 1 : 0)])
            let (rest, borrow) = target.subtractingReportingOverflow(sum.low)
            #expect(
                apply(WordArithmetic.portableSubtract, [number], factor, [target])
                    == [rest, sum.high + (borrow ? 1 : 0)])
        }
    }

    private static func samples(_ count: Int) -> [[UInt]] {
        [[UInt](repeating: 0, count: count), [UInt](repeating: .max, count: count)]
            + (0..<2).map { _ in (0..<count).map { _ in UInt.random(in: 0 ... .max) } }
    }

    private typealias Loop = (Words, UInt, Words, Int) -> UInt

    /// The words that a loop makes of `target`, and the one that is carried or borrowed.
    private func apply(_ loop: Loop, _ source: [UInt], _ factor: UInt, _ target: [UInt]) -> [UInt] {
        var (source, target) = (source, target)
        let carry = source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target -> UInt in
                guard let source = source.baseAddress, let words = target.baseAddress else { return 0 }
                return loop(source, factor, words, target.count)
            }
        }
        return target + [carry]
    }
}

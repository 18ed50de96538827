#if GMP
internal import CGMP
#endif

/// The words of an integer, the lowest first.
typealias Words = UnsafeMutablePointer<UInt>

/// The two loops over words that everything modulo a number is made of, in a time that depends on the count alone.
///
/// GMP's are written in assembly: they are the inside of its functions for cryptography. Ours are there for builds
/// without it.
enum WordArithmetic {
    /// Adds `factor · source` to `target`, both of `count` words, and returns the word that is carried out.
    @inline(__always)
    static func add(_ source: Words, times factor: UInt, to target: Words, count: Int) -> UInt {
        #if GMP
        __gmpn_addmul_1(target, source, count, factor)
        #else
        portableAdd(source, times: factor, to: target, count: count)
        #endif
    }

    /// Subtracts `factor · source` from `target`, both of `count` words, and returns the word that is borrowed.
    @inline(__always)
    static func subtract(_ source: Words, times factor: UInt, from target: Words, count: Int) -> UInt {
        #if GMP
        __gmpn_submul_1(target, source, count, factor)
        #else
        portableSubtract(source, times: factor, from: target, count: count)
        #endif
    }

    static func portableAdd(_ source: Words, times factor: UInt, to target: Words, count: Int) -> UInt {
        var carry: UInt = 0
        for index in 0..<count {
            let (high, low) = source[index].multipliedFullWidth(by: factor)
            let (sum, carry1) = low.addingReportingOverflow(carry)
            let (total, carry2) = target[index].addingReportingOverflow(sum)
            target[index] = total
            carry = high &+ UInt(carry1) &+ UInt(carry2)  // the product and two words fit in two words
        }
        return carry
    }

    static func portableSubtract(_ source: Words, times factor: UInt, from target: Words, count: Int) -> UInt {
        var borrow: UInt = 0
        for index in 0..<count {
            let (high, low) = source[index].multipliedFullWidth(by: factor)
            let (sum, carry) = low.addingReportingOverflow(borrow)
            let (difference, borrowed) = target[index].subtractingReportingOverflow(sum)
            target[index] = difference
            borrow = high &+ UInt(carry) &+ UInt(borrowed)
        }
        return borrow
    }
}

extension UInt {
    /// 1 or 0; a flag of the processor's, not a branch.
    fileprivate init(_ flag: Bool) { self = flag ? 1 : 0 }
}

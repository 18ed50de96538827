internal import CLinux

/// Comparisons and selections whose time does not depend on the values, only on lengths, which are public.
///
/// A mask is all ones for true and zero for false. Each passes a barrier, so that the optimiser cannot see that it has
/// only two values and turn a selection into a branch.
struct ConstantTimeMask {
    private let bits: UInt64

    private init(_ bits: UInt64) { self.bits = kb_value_barrier(bits) }

    static let never = ConstantTimeMask(0)

    /// True where `value` is zero.
    init(isZero value: UInt64) {
        self.init((value | (0 &- value)) >> 63 &- 1)
    }

    /// True where `left < right`; both must be below 2⁶³.
    init(_ left: UInt64, isBelow right: UInt64) {
        self.init(0 &- ((left &- right) >> 63))
    }

    /// `chosen` where the mask is true, `other` where it is not.
    func select<Word: FixedWidthInteger & UnsignedInteger>(_ chosen: Word, else other: Word) -> Word {
        let mask = Word(truncatingIfNeeded: bits)
        return (chosen & mask) | (other & ~mask)
    }

    static func & (left: Self, right: Self) -> Self { Self(left.bits & right.bits) }
    static func | (left: Self, right: Self) -> Self { Self(left.bits | right.bits) }
    static prefix func ! (mask: Self) -> Self { Self(~mask.bits) }

    /// Makes the decision public: for a reporting form, as its last step, and for tests.
    var isTrue: Bool { Self.publish(bits) != 0 }

    /// Makes a number public that was found by masks: a length, once the decision over it is public.
    static func publish(_ value: UInt64) -> UInt64 { kb_declassify(value) }
}

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
package func constantTimeEqual(_ left: RawSpan, _ right: RawSpan) -> Bool {
    guard left.byteCount == right.byteCount else { return false }
    var difference: UInt64 = 0
    for index in 0..<left.byteCount {
        difference |= UInt64(
            left.unsafeLoad(fromByteOffset: index, as: UInt8.self)
                ^ right.unsafeLoad(fromByteOffset: index, as: UInt8.self))
    }
    return ConstantTimeMask(isZero: difference).isTrue
}

internal import CLinux

/// One block in the making, or eight next to each other: the RFC's R[0]…R[3] (RFC 2268 sections 3 and 4).
///
/// In decryption blocks go eight at a time through the processor's vector registers, only the look-ups of mash one by
/// one: 1.8 times as fast as one after the other. Encryption, measured in ECB, loses a fifth that way.
struct RC2Block<Word: RC2Word> {
    private var r0: Word
    private var r1: Word
    private var r2: Word
    private var r3: Word

    /// RFC 2268 section 3.
    @inline(__always)
    mutating func encrypt(_ key: UnsafeRawPointer) {
        mix(0..<5, key)
        mash(key)
        mix(5..<11, key)
        mash(key)
        mix(11..<16, key)
    }

    /// RFC 2268 section 4: the same backwards.
    @inline(__always)
    mutating func decrypt(_ key: UnsafeRawPointer) {
        unmix(11..<16, key)
        unmash(key)
        unmix(5..<11, key)
        unmash(key)
        unmix(0..<5, key)
    }

    @inline(__always)
    private mutating func mix(_ rounds: Range<Int>, _ key: UnsafeRawPointer) {
        for round in rounds {
            r0 = ((r0 &+ word(4 * round, of: key)).early &+ (r3 & r2) &+ (~r3 & r1)).rotatedLeft(by: 1)
            r1 = ((r1 &+ word(4 * round + 1, of: key)).early &+ (r0 & r3) &+ (~r0 & r2)).rotatedLeft(by: 2)
            r2 = ((r2 &+ word(4 * round + 2, of: key)).early &+ (r1 & r0) &+ (~r1 & r3)).rotatedLeft(by: 3)
            r3 = ((r3 &+ word(4 * round + 3, of: key)).early &+ (r2 & r1) &+ (~r2 & r0)).rotatedLeft(by: 5)
        }
    }

    @inline(__always)
    private mutating func unmix(_ rounds: Range<Int>, _ key: UnsafeRawPointer) {
        for round in rounds.reversed() {
            r3 = (r3.rotatedLeft(by: 11) &- word(4 * round + 3, of: key) &- (r2 & r1)).early &- (~r2 & r0)
            r2 = (r2.rotatedLeft(by: 13) &- word(4 * round + 2, of: key) &- (r1 & r0)).early &- (~r1 & r3)
            r1 = (r1.rotatedLeft(by: 14) &- word(4 * round + 1, of: key) &- (r0 & r3)).early &- (~r0 & r2)
            r0 = (r0.rotatedLeft(by: 15) &- word(4 * round, of: key) &- (r3 & r2)).early &- (~r3 & r1)
        }
    }

    @inline(__always)
    private mutating func mash(_ key: UnsafeRawPointer) {
        r0 = r0 &+ r3.lookedUp(in: key)
        r1 = r1 &+ r0.lookedUp(in: key)
        r2 = r2 &+ r1.lookedUp(in: key)
        r3 = r3 &+ r2.lookedUp(in: key)
    }

    @inline(__always)
    private mutating func unmash(_ key: UnsafeRawPointer) {
        r3 = r3 &- r2.lookedUp(in: key)
        r2 = r2 &- r1.lookedUp(in: key)
        r1 = r1 &- r0.lookedUp(in: key)
        r0 = r0 &- r3.lookedUp(in: key)
    }

    @inline(__always)
    private func word(_ index: Int, of key: UnsafeRawPointer) -> Word { Word(repeating: key.word(index)) }
}

extension RC2Block where Word == UInt16 {
    /// The block of eight bytes whose little-endian value is `value`.
    @inline(__always)
    init(_ value: UInt64) {
        r0 = UInt16(truncatingIfNeeded: value)
        r1 = UInt16(truncatingIfNeeded: value >> 16)
        r2 = UInt16(truncatingIfNeeded: value >> 32)
        r3 = UInt16(truncatingIfNeeded: value >> 48)
    }

    @inline(__always)
    var value: UInt64 { UInt64(r0) | UInt64(r1) << 16 | UInt64(r2) << 32 | UInt64(r3) << 48 }
}

extension RC2Block where Word == SIMD8<UInt16> {
    /// Eight blocks, each of eight bytes whose little-endian value is an element.
    @inline(__always)
    init(_ values: SIMD8<UInt64>) {
        r0 = SIMD8(truncatingIfNeeded: values)
        r1 = SIMD8(truncatingIfNeeded: values &>> 16)
        r2 = SIMD8(truncatingIfNeeded: values &>> 32)
        r3 = SIMD8(truncatingIfNeeded: values &>> 48)
    }

    @inline(__always)
    var value: SIMD8<UInt64> {
        let low = SIMD8<UInt64>(truncatingIfNeeded: r0) | SIMD8<UInt64>(truncatingIfNeeded: r1) &<< 16
        let high = SIMD8<UInt64>(truncatingIfNeeded: r2) &<< 32 | SIMD8<UInt64>(truncatingIfNeeded: r3) &<< 48
        return low | high
    }
}

/// What RC2 calculates with: a word of 16 bits, or the words of eight blocks.
protocol RC2Word {
    init(repeating word: UInt16)
    static func &+ (left: Self, right: Self) -> Self
    static func &- (left: Self, right: Self) -> Self
    static func & (left: Self, right: Self) -> Self
    static prefix func ~ (word: Self) -> Self
    func rotatedLeft(by bits: UInt16) -> Self
    /// The words of the expanded key whose numbers are the low six bits.
    func lookedUp(in key: UnsafeRawPointer) -> Self
    /// This, to be computed before the last term is known, which comes from the step before. The optimiser would add up
    /// the terms first: one operation more in a chain of 64 steps, a third of the speed.
    var early: Self { get }
}

extension UInt16: RC2Word {
    @inline(__always)
    init(repeating word: UInt16) { self = word }

    @inline(__always)
    func rotatedLeft(by bits: UInt16) -> UInt16 { self &<< bits | self &>> (16 &- bits) }

    @inline(__always)
    func lookedUp(in key: UnsafeRawPointer) -> UInt16 { key.word(Int(self & 63)) }

    @inline(__always)
    var early: UInt16 { UInt16(truncatingIfNeeded: kb_value_barrier(UInt64(self))) }
}

extension SIMD8<UInt16>: RC2Word {
    @inline(__always)
    func rotatedLeft(by bits: UInt16) -> Self { self &<< bits | self &>> (16 &- bits) }

    @inline(__always)
    func lookedUp(in key: UnsafeRawPointer) -> Self {
        var words = self
        for lane in 0..<8 { words[lane] = self[lane].lookedUp(in: key) }
        return words
    }

    /// Eight chains side by side leave the processor enough to do.
    @inline(__always)
    var early: Self { self }
}

extension UnsafeRawPointer {
    /// A word of the expanded key.
    @inline(__always)
    fileprivate func word(_ index: Int) -> UInt16 {
        UInt16(littleEndian: load(fromByteOffset: 2 * index, as: UInt16.self))
    }
}

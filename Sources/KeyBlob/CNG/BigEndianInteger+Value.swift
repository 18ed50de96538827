// What layouts ask about values. None of these but `isPublicZero` ends early: the integer may be a secret.

extension BigEndianInteger {
    /// Whether every byte of the field is zero.
    @inline(__always)
    var isZero: Bool { bytes.isZero }

    /// Whether every byte of the field is zero, for an integer that is no secret: if not, the first bytes nearly always
    /// say so.
    @inlinable @inline(__always)
    var isPublicZero: Bool { bytes.mayBeZero && bytes.isZeroThroughout }

    /// Whether the integer is 1.
    @inline(__always)
    var isOne: Bool {
        guard byteCount > 0 else { return false }
        return bytes.extracting(droppingLast: 1).isZero && bytes.byte(at: byteCount &- 1) == 1
    }

    /// Whether the field begins with the integer, not with zeros.
    @inline(__always)
    var isMinimal: Bool { bytes.byte(at: 0) != 0 }
}

extension RawSpan {
    /// The byte at `offset`; 0 behind the end.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        guard offset >= 0, offset < byteCount else { return 0 }
        // SAFETY: the guard.
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// Whether every byte is zero.
    @inline(__always)
    var isZero: Bool {
        var sum: UInt8 = 0
        for offset in 0..<byteCount {
            // SAFETY: the loop's bounds.
            sum |= unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        }
        return sum == 0
    }

    /// Whether the first eight bytes are zero, as many of them as there are.
    @inlinable @inline(__always)
    var mayBeZero: Bool {
        guard byteCount >= 8 else { return true }
        // SAFETY: the guard; every bit pattern is a UInt64.
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self) == 0
    }

    /// As ``isZero``; not compiled into every format.
    @usableFromInline @inline(never)
    var isZeroThroughout: Bool { isZero }
}

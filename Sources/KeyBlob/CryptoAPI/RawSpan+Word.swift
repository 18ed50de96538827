extension RawSpan {
    /// The DWORD that begins at byte `offset`, which is not negative; nil where the bytes end before it does.
    @inlinable @inline(__always)
    func word(at offset: Int) -> UInt32? {
        guard byteCount >= 4, offset <= byteCount &- 4 else { return nil }
        // SAFETY: the guard leaves 4 bytes at `offset`, and every bit pattern is a UInt32.
        return UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
    }
}

/// Words of an integer, the lowest first, and its big-endian bytes.
extension UnsafeMutableBufferPointer where Element: FixedWidthInteger & UnsignedInteger {
    /// Fills the words, which are zero, from `bytes`, which they have room for.
    func load(bigEndian bytes: RawSpan) {
        let size = MemoryLayout<Element>.size
        for position in 0..<bytes.byteCount {
            let byte = bytes.unsafeLoad(fromByteOffset: bytes.byteCount - 1 - position, as: UInt8.self)
            self[position / size] |= Element(byte) << (8 * (position % size))
        }
    }

    /// Writes the lowest bytes, as many as `bytes` has room for and no more than the words have.
    func store(bigEndian bytes: UnsafeMutableRawBufferPointer) {
        let size = MemoryLayout<Element>.size
        for position in bytes.indices {
            bytes[bytes.count - 1 - position] =
                UInt8(truncatingIfNeeded: self[position / size] >> (8 * (position % size)))
        }
    }
}

extension RawSpan {
    /// Whether the big-endian integer here is below another of the same length. The answer is public, the time the same
    /// for all numbers of a length.
    func isBelow(_ other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        var borrow: UInt64 = 0
        for index in (0..<byteCount).reversed() {
            let left = UInt64(unsafeLoad(fromByteOffset: index, as: UInt8.self))
            let right = UInt64(other.unsafeLoad(fromByteOffset: index, as: UInt8.self))
            borrow = (left &- right &- borrow) >> 63
        }
        return borrow == 1
    }
}

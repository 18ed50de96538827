/// Code as it must not be: what the timing test and memcheck have to find.
enum Leaky {
    /// The length of the message in a block with PKCS #1 v1.5 padding; looks no further than it must.
    @inline(never)
    static func unpad(_ block: RawSpan) -> Int? {
        func byte(_ index: Int) -> UInt8 { block.unsafeLoad(fromByteOffset: index, as: UInt8.self) }
        guard byte(0) == 0, byte(1) == 2 else { return nil }
        for index in 2..<block.byteCount where byte(index) == 0 { return block.byteCount - index - 1 }
        return nil
    }

    /// Stops at the first difference.
    @inline(never)
    static func isEqual(_ left: RawSpan, _ right: RawSpan) -> Bool {
        for index in 0..<left.byteCount
        where left.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            != right.unsafeLoad(fromByteOffset: index, as: UInt8.self)
        {
            return false
        }
        return true
    }

    private static let table = (0..<256).map { UInt8(truncatingIfNeeded: $0 &* 167) }

    /// A table look-up by a secret byte: no branch, but an index.
    @inline(never)
    static func substitute(_ byte: UInt8) -> UInt8 { table[Int(byte)] }
}

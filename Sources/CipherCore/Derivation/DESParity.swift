/// The parity of DES key bytes (FIPS 46-3): the low bit makes the number of ones odd. The cipher ignores it.
public enum DESParity {
    /// Sets the low bit of every byte of `key` so that its parity is odd, in a time that depends on the length only.
    public static func forceOdd(_ key: UnsafeMutableRawBufferPointer) {
        for index in key.indices { key[index] = withOddParity(key[index]) }
    }

    /// Whether the parity of every byte of `key` is odd.
    static func isOdd(_ key: RawSpan) -> ConstantTimeMask {
        var difference: UInt64 = 0
        for index in 0..<key.byteCount {
            let byte = key.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            difference |= UInt64(byte ^ withOddParity(byte))
        }
        return ConstantTimeMask(isZero: difference)
    }

    private static func withOddParity(_ byte: UInt8) -> UInt8 {
        let bits = byte & 0xfe
        return bits | UInt8(truncatingIfNeeded: ~bits.nonzeroBitCount & 1)
    }
}

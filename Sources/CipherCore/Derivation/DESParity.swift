/// The parity of DES key bytes (FIPS 46-3): the low bit makes the number of ones odd. The cipher ignores it.
public enum DESParity {
    /// Sets the low bit of every byte of `key` so that its parity is odd, in a time that depends on the length only.
    public static func forceOdd(_ key: UnsafeMutableRawBufferPointer) {
        for index in key.indices {
            let bits = key[index] & 0xfe
            key[index] = bits | UInt8(truncatingIfNeeded: ~bits.nonzeroBitCount & 1)
        }
    }
}

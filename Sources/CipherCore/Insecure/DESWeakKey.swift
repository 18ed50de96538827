extension KeyWeakness {
    /// What is wrong with a DES or triple DES key, in a time that depends on its length only; parity does not matter.
    ///
    /// The ciphers take such keys, since old data may have them: whoever makes a key, or lets one in, asks here first.
    ///
    /// - Parameter key: 8, 16 or 24 bytes; for others there is no answer.
    public static func ofDESKey(_ key: RawSpan) -> KeyWeakness? {
        guard [8, 16, 24].contains(key.byteCount) else { return nil }
        var (weak, semiWeak, repeated) = (ConstantTimeMask.never, ConstantTimeMask.never, ConstantTimeMask.never)
        for offset in stride(from: 0, to: key.byteCount, by: 8) {
            for even in pattern {
                for odd in pattern {
                    let halves = [
                        even.left, odd.left, even.left, odd.left, even.right, odd.right, even.right, odd.right,
                    ]
                    let isSame = isEqual(key, at: offset) { halves[$0] }
                    if even == odd { weak = weak | isSame } else { semiWeak = semiWeak | isSame }
                }
            }
            guard offset >= 8 else { continue }
            repeated = repeated | isEqual(key, at: offset) { byte(key, offset - 8 + $0) }
        }
        // One weak part makes the whole one; which is public from here on.
        return weak.isTrue
            ? .weakDESKey : semiWeak.isTrue ? .semiWeakDESKey : repeated.isTrue ? .repeatedTripleDESKey : nil
    }

    /// The bytes of the sixteen keys whose round keys repeat: one value at even and one at odd places of the left half,
    /// and its partner in the right half. The same value at both makes a weak key, two a semi-weak one.
    private static let pattern: [(left: UInt8, right: UInt8)] = [
        (0x01, 0x01), (0x1f, 0x0e), (0xe0, 0xf1), (0xfe, 0xfe),
    ]

    private static func isEqual(_ key: RawSpan, at offset: Int, _ expected: (Int) -> UInt8) -> ConstantTimeMask {
        let difference = (0..<8).reduce(0) { $0 | (byte(key, offset + $1) ^ expected($1)) & 0xfe }
        return ConstantTimeMask(isZero: UInt64(difference))
    }

    private static func byte(_ key: RawSpan, _ index: Int) -> UInt8 {
        key.unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }
}

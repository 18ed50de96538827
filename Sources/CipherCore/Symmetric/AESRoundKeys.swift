/// The round keys of AES (FIPS 197 section 5.2), for formats that hold them: libgcrypt keeps its own to itself.
///
/// The S-box is computed and not looked up, so that neither time nor cache depends on the key.
public enum AESRoundKeys {
    private static let blockByteCount = 16

    /// The round keys in the order in which encryption uses them: 16 bytes a round, and 16 more.
    ///
    /// - Parameter key: 16, 24 or 32 bytes.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/outOfMemory``.
    public static func encryption(key: RawSpan) throws(CipherError) -> SecretBytes {
        guard [16, 24, 32].contains(key.byteCount) else { throw .illegalKeyLength }
        let wordsOfKey = key.byteCount / 4
        var keys = try SecretBytes(count: blockByteCount * (wordsOfKey + 7))
        keys.withUnsafeMutableBytes { keys in
            keys.copy(key, at: 0)
            var roundConstant: UInt8 = 1
            for index in wordsOfKey..<keys.count / 4 {
                let previous = 4 * (index - 1)
                var word = (keys[previous], keys[previous + 1], keys[previous + 2], keys[previous + 3])
                if index % wordsOfKey == 0 {
                    word = (
                        substitute(word.1) ^ roundConstant, substitute(word.2), substitute(word.3), substitute(word.0)
                    )
                    roundConstant = times(roundConstant, 2)
                } else if wordsOfKey == 8 && index % 8 == 4 {
                    word = (substitute(word.0), substitute(word.1), substitute(word.2), substitute(word.3))
                }
                let (target, source) = (4 * index, 4 * (index - wordsOfKey))
                keys[target] = keys[source] ^ word.0
                keys[target + 1] = keys[source + 1] ^ word.1
                keys[target + 2] = keys[source + 2] ^ word.2
                keys[target + 3] = keys[source + 3] ^ word.3
            }
        }
        return keys
    }

    /// The round keys of the equivalent inverse cipher (FIPS 197 section 5.3.5), in the order in which decryption uses
    /// them: those of encryption from the last to the first, all but these two through InvMixColumns.
    ///
    /// - Throws: as ``encryption(key:)``.
    public static func decryption(key: RawSpan) throws(CipherError) -> SecretBytes {
        let forwards = try encryption(key: key)
        var keys = try SecretBytes(count: forwards.count)
        keys.withUnsafeMutableBytes { keys in
            for offset in stride(from: 0, to: keys.count, by: blockByteCount) {
                let source = keys.count - blockByteCount - offset
                keys.copy(forwards.bytes.extracting(source..<source + blockByteCount), at: offset)
            }
            for offset in stride(from: blockByteCount, to: keys.count - blockByteCount, by: 4) {
                let (a, b, c, d) = (keys[offset], keys[offset + 1], keys[offset + 2], keys[offset + 3])
                keys[offset] = times(a, 14) ^ times(b, 11) ^ times(c, 13) ^ times(d, 9)
                keys[offset + 1] = times(a, 9) ^ times(b, 14) ^ times(c, 11) ^ times(d, 13)
                keys[offset + 2] = times(a, 13) ^ times(b, 9) ^ times(c, 14) ^ times(d, 11)
                keys[offset + 3] = times(a, 11) ^ times(b, 13) ^ times(c, 9) ^ times(d, 14)
            }
        }
        return keys
    }

    /// The S-box (section 5.1.1): the inverse in GF(2⁸), which is the 254th power, and an affine map over its bits.
    private static func substitute(_ byte: UInt8) -> UInt8 {
        let square = times(byte, byte)
        let third = times(square, byte)
        let sixth = times(third, third)
        let twelfth = times(sixth, sixth)
        var power = times(twelfth, third)
        for _ in 0..<4 { power = times(power, power) }
        let inverse = times(times(power, twelfth), square)
        var sum = inverse ^ 0x63
        for places in 1...4 as ClosedRange<UInt8> { sum ^= inverse &<< places | inverse &>> (8 - places) }
        return sum
    }

    /// The product in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1 (section 4.2).
    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (product, left, right) = (UInt8(0), left, right)
        for _ in 0..<8 {
            product ^= left & (0 &- (right & 1))
            left = left << 1 ^ 0x1b & (0 &- (left >> 7))
            right >>= 1
        }
        return product
    }
}

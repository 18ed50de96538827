/// The round keys of AES (FIPS 197 section 5.2), for encryption and, as the equivalent inverse cipher has them (section
/// 5.3.5), for decryption.
enum AESKeySchedule {
    /// Each round key on its own: decryption uses them in the opposite order.
    static func roundKeys(_ key: [UInt8]) -> [[UInt8]] {
        let keyWordCount = key.count / 4
        let roundCount = keyWordCount + 6
        var words = stride(from: 0, to: key.count, by: 4).map { Array(key[$0..<$0 + 4]) }
        var constant: UInt8 = 1
        for index in keyWordCount..<4 * (roundCount + 1) {
            var word = words[index - 1]
            if index % keyWordCount == 0 {
                word = (word[1...] + word[..<1]).map(substitute)
                word[0] ^= constant
                constant = doubled(constant)
            } else if keyWordCount > 6, index % keyWordCount == 4 {
                word = word.map(substitute)
            }
            words.append(zip(words[index - keyWordCount], word).map { $0 ^ $1 })
        }
        return stride(from: 0, to: words.count, by: 4).map { Array(words[$0..<$0 + 4].joined()) }
    }

    /// What the equivalent inverse cipher uses in place of a round key.
    static func inverseMixed(_ roundKey: [UInt8]) -> [UInt8] {
        stride(from: 0, to: 16, by: 4).flatMap { column in
            (0..<4).map { row in
                (0..<4).reduce(0) { sum, index in
                    let factor = [14, 11, 13, 9][(index - row + 4) % 4] as UInt8
                    return sum ^ product(roundKey[column + index], factor)
                }
            }
        }
    }

    private static func doubled(_ value: UInt8) -> UInt8 { value << 1 ^ (value & 0x80 == 0 ? 0 : 0x1b) }

    /// The product in GF(2⁸).
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (sum, addend) = (0 as UInt8, left)
        for bit in 0..<8 {
            if right >> bit & 1 == 1 { sum ^= addend }
            addend = doubled(addend)
        }
        return sum
    }

    /// The S-box: the inverse, then an affine map (section 5.1.1).
    private static func substitute(_ value: UInt8) -> UInt8 {
        // x²⁵⁴ is the inverse, and 0 of 0.
        let inverse = (0..<253).reduce(value) { power, _ in product(power, value) }
        return (0..<5).reduce(0x63) { $0 ^ (inverse << $1 | inverse >> (8 - $1)) }
    }
}

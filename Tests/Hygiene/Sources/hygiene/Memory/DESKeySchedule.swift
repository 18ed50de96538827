/// The round keys of DES (FIPS 46-3, "The key schedule calculation").
enum DESKeySchedule {
    /// Sixteen round keys of eight groups of six bits, in the layout that implementations in C keep: groups 1, 3, 5, 7 in
    /// the bytes of one word, 2, 4, 6, 8 in those of the next, the words in this machine's byte order.
    static func roundKeys(_ key: ArraySlice<UInt8>) -> [[UInt8]] {
        let keyBits = key.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        let chosen = permutedChoice1.map { keyBits[$0 - 1] }
        var (left, right) = (Array(chosen[..<28]), Array(chosen[28...]))
        return shifts.map { shift in
            left = Array(left[shift...] + left[..<shift])
            right = Array(right[shift...] + right[..<shift])
            let bits = permutedChoice2.map { (left + right)[$0 - 1] }
            let groups = stride(from: 0, to: 48, by: 6).map { bits[$0..<$0 + 6].reduce(0) { $0 << 1 | $1 } }
            return [6, 4, 2, 0, 7, 5, 3, 1].map { groups[$0] }
        }
    }

    private static let shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]

    private static let permutedChoice1 = [
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
    ]

    private static let permutedChoice2 = [
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
    ]
}

/// Multiplication modulo an odd modulus, in a time that depends on the modulus's length alone.
enum MontgomeryProduct {
    /// The number of bits in the words that hold a modulus of `byteCount` bytes: the r of ``compute(_:_:modulus:)``.
    static func shift(forByteCount byteCount: Int) -> Int { 64 * wordCount(byteCount) }

    /// `left · right · 2⁻ʳ` modulo `modulus`, as long as the modulus; all big-endian.
    ///
    /// The interleaved method of Koç, Acar and Kaliski ("Analyzing and Comparing Montgomery Multiplication
    /// Algorithms", 1996, CIOS), with the last subtraction always made and chosen by mask.
    ///
    /// - Parameters:
    ///   - left: below the modulus, as long as it.
    ///   - right: below the modulus, as long as it.
    ///   - modulus: odd.
    /// - Throws: ``CipherError/outOfMemory``.
    static func compute(
        _ left: borrowing SecretBytes, _ right: borrowing SecretBytes, modulus: RawSpan
    ) throws(CipherError) -> SecretBytes {
        let count = wordCount(modulus.byteCount)
        var memory = try SecretBytes(count: (5 * count + 2) * MemoryLayout<UInt64>.size)
        var product = try SecretBytes(count: modulus.byteCount)
        memory.withUnsafeMutableBytes { memory in
            let words = memory.bindMemory(to: UInt64.self)  // the arena aligns to 32 bytes
            let left = load(left.bytes, into: words.extracting(0..<count))
            let right = load(right.bytes, into: words.extracting(count..<2 * count))
            let modulus = load(modulus, into: words.extracting(2 * count..<3 * count))
            let reduced = words.extracting(3 * count..<4 * count)
            let sum = words.extracting(4 * count..<5 * count + 2)

            accumulate(left, right, modulus, into: sum)
            reduce(sum, modulus, into: reduced)
            product.withUnsafeMutableBytes { reduced.store(bigEndian: $0) }
        }
        return product
    }

    private static func wordCount(_ byteCount: Int) -> Int { (byteCount + 7) / 8 }

    /// `sum`, zero at first, becomes left · right · 2⁻ʳ, possibly with the modulus added once.
    private static func accumulate(_ left: Words, _ right: Words, _ modulus: Words, into sum: Words) {
        let count = modulus.count
        let factor = negatedInverse(modulus[0])
        for outer in 0..<count {
            var carry: UInt64 = 0
            for inner in 0..<count {
                (carry, sum[inner]) = split(wide(left[inner], right[outer]) &+ UInt128(sum[inner]) &+ UInt128(carry))
            }
            (sum[count + 1], sum[count]) = split(UInt128(sum[count]) &+ UInt128(carry))

            // A multiple of the modulus that makes the lowest word zero, which is then dropped.
            let multiple = sum[0] &* factor
            (carry, _) = split(wide(multiple, modulus[0]) &+ UInt128(sum[0]))
            for inner in 1..<count {
                (carry, sum[inner - 1]) = split(
                    wide(multiple, modulus[inner]) &+ UInt128(sum[inner]) &+ UInt128(carry))
            }
            (carry, sum[count - 1]) = split(UInt128(sum[count]) &+ UInt128(carry))
            sum[count] = sum[count + 1] &+ carry
        }
    }

    /// `reduced` becomes `sum` modulo the modulus.
    private static func reduce(_ sum: Words, _ modulus: Words, into reduced: Words) {
        var borrow: UInt64 = 0
        for index in modulus.indices {
            let difference = UInt128(sum[index]) &- UInt128(modulus[index]) &- UInt128(borrow)
            reduced[index] = UInt64(truncatingIfNeeded: difference)
            borrow = UInt64(truncatingIfNeeded: difference >> 64) & 1
        }
        let isBelowModulus = ConstantTimeMask(sum[modulus.count], isBelow: borrow)
        for index in modulus.indices { reduced[index] = isBelowModulus.select(sum[index], else: reduced[index]) }
    }

    /// −word⁻¹ modulo 2⁶⁴, by Newton's iteration; an odd word is its own inverse modulo 8.
    private static func negatedInverse(_ word: UInt64) -> UInt64 {
        var inverse = word
        for _ in 0..<5 { inverse &*= 2 &- word &* inverse }  // 3, 6, 12, 24, 48, 96 bits right
        return 0 &- inverse
    }

    private static func wide(_ left: UInt64, _ right: UInt64) -> UInt128 { UInt128(left) &* UInt128(right) }

    private static func split(_ value: UInt128) -> (high: UInt64, low: UInt64) {
        (UInt64(truncatingIfNeeded: value >> 64), UInt64(truncatingIfNeeded: value))
    }

    /// Words of an integer, the lowest first.
    private typealias Words = UnsafeMutableBufferPointer<UInt64>

    private static func load(_ bytes: RawSpan, into words: Words) -> Words {
        words.load(bigEndian: bytes)
        return words
    }
}

/// Multiplication modulo an odd modulus, in a time that depends on the modulus's length alone.
enum MontgomeryProduct {
    /// The number of bits in the words that hold a modulus of `byteCount` bytes: the r of ``compute(_:_:modulus:)``.
    static func shift(forByteCount byteCount: Int) -> Int { UInt.bitWidth * wordCount(forByteCount: byteCount) }

    static func wordCount(forByteCount byteCount: Int) -> Int {
        (byteCount + MemoryLayout<UInt>.size - 1) / MemoryLayout<UInt>.size
    }

    /// `left · right · 2⁻ʳ` modulo `modulus`, as long as the modulus; all big-endian.
    ///
    /// - Parameters:
    ///   - left: below the modulus, as long as it.
    ///   - right: below the modulus, as long as it.
    ///   - modulus: odd.
    /// - Throws: ``CipherError/outOfMemory``.
    static func compute(
        _ left: borrowing SecretBytes, _ right: borrowing SecretBytes, modulus: RawSpan
    ) throws(CipherError) -> SecretBytes {
        let count = wordCount(forByteCount: modulus.byteCount)
        var memory = try SecretBytes(count: 5 * count * MemoryLayout<UInt>.size)
        var product = try SecretBytes(count: modulus.byteCount)
        memory.withUnsafeMutableBytes { memory in
            let words = memory.bindMemory(to: UInt.self)  // the arena aligns to 32 bytes
            func load(_ bytes: RawSpan, at index: Int) -> UnsafeMutableBufferPointer<UInt> {
                let part = words.extracting(index * count..<(index + 1) * count)
                part.load(bigEndian: bytes)
                return part
            }
            let left = load(left.bytes, at: 0)
            let right = load(right.bytes, at: 1)
            let modulus = load(modulus, at: 2)
            guard let left = left.baseAddress, let right = right.baseAddress, let modulus = modulus.baseAddress
            else { return }
            multiply(
                left, right, modulus: modulus, negatedInverse: negatedInverse(modulus[0]), count: count,
                scratch: modulus + count, into: left)
            product.withUnsafeMutableBytes { words.extracting(0..<count).store(bigEndian: $0) }
        }
        return product
    }

    /// `left · right · 2⁻ʳ` modulo `modulus`, where one factor is below the modulus and the other of as many words.
    ///
    /// The product is made first, then a multiple of the modulus added for each word, which makes that word zero, so
    /// that it is dropped (Montgomery, "Modular Multiplication Without Trial Division", 1985). The last subtraction is
    /// always made, and taken back by a factor.
    ///
    /// - Parameters:
    ///   - negatedInverse: ``negatedInverse(_:)`` of the modulus's lowest word.
    ///   - count: the number of words of each.
    ///   - scratch: twice as many words; none of the others.
    ///   - result: may be one of the factors.
    static func multiply(
        _ left: Words, _ right: Words, modulus: Words, negatedInverse: UInt, count: Int, scratch: Words,
        into result: Words
    ) {
        scratch.update(repeating: 0, count: count)
        for index in 0..<count {
            scratch[index + count] = WordArithmetic.add(left, times: right[index], to: scratch + index, count: count)
        }
        for index in 0..<count {
            // The zero word is of no more use: it keeps what was carried.
            scratch[index] = WordArithmetic.add(
                modulus, times: scratch[index] &* negatedInverse, to: scratch + index, count: count)
        }
        let high = scratch + count
        let carry = WordArithmetic.add(scratch, times: 1, to: high, count: count)
        reduce(high, carry: carry, modulus: modulus, count: count)
        result.update(from: high, count: count)
    }

    /// `number`, with `carry` as its highest word below twice the modulus, becomes its remainder.
    static func reduce(_ number: Words, carry: UInt, modulus: Words, count: Int) {
        let borrow = WordArithmetic.subtract(modulus, times: 1, from: number, count: count)
        // One more was borrowed than carried where the number was below the modulus: then it is given back.
        _ = WordArithmetic.add(modulus, times: borrow &- carry, to: number, count: count)
    }

    /// −word⁻¹ modulo 2⁶⁴, by Newton's iteration; an odd word is its own inverse modulo 8.
    static func negatedInverse(_ word: UInt) -> UInt {
        var inverse = word
        for _ in 0..<5 { inverse &*= 2 &- word &* inverse }  // 3, 6, 12, 24, 48, 96 bits right
        return 0 &- inverse
    }
}

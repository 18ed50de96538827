/// Room for some elements of a field and arithmetic on them, in memory that is wiped when the computation ends.
///
/// Every operation takes a time that depends on the field alone, and leaves its result where the caller says, which
/// may be where an operand stands.
struct FieldWorkspace: ~Copyable {
    let field: PrimeField
    private let memory: SecretBytes
    /// Three elements of scratch, then the elements.
    private let words: Words

    /// - Parameter elementCount: how many there will be; all are zero at first.
    /// - Throws: ``CipherError/outOfMemory``.
    init(_ field: PrimeField, elementCount: Int) throws(CipherError) {
        self.field = field
        var memory = try SecretBytes(count: (elementCount + 3) * field.count * MemoryLayout<UInt>.size)
        guard let words = memory.withUnsafeMutableBytes({ $0.bindMemory(to: UInt.self).baseAddress })
        else { throw .outOfMemory }
        self.words = words
        self.memory = memory
    }

    /// The place of an element; they are numbered from 0.
    func element(_ index: Int) -> Words { words + (index + 3) * field.count }

    /// The scratch that arithmetic does not need.
    private var spare: Words { words + 2 * field.count }

    func multiply(_ result: Words, _ left: Words, _ right: Words) {
        MontgomeryProduct.multiply(
            left, right, modulus: field.modulus, negatedInverse: field.negatedInverse, count: field.count,
            scratch: words, into: result)
    }

    func add(_ result: Words, _ left: Words, _ right: Words) {
        words.update(from: left, count: field.count)
        let carry = WordArithmetic.add(right, times: 1, to: words, count: field.count)
        MontgomeryProduct.reduce(words, carry: carry, modulus: field.modulus, count: field.count)
        result.update(from: words, count: field.count)
    }

    func subtract(_ result: Words, _ left: Words, _ right: Words) {
        words.update(from: left, count: field.count)
        let borrow = WordArithmetic.subtract(right, times: 1, from: words, count: field.count)
        _ = WordArithmetic.add(field.modulus, times: borrow, to: words, count: field.count)
        result.update(from: words, count: field.count)
    }

    /// The inverse by Fermat's theorem; zero of zero. `result` is not where `number` stands.
    func invert(_ result: Words, _ number: Words) {
        load(result, UInt(1))
        for byte in field.inverter {
            for bit in (0..<8).reversed() {
                multiply(result, result, result)
                // The exponent is public.
                if byte >> bit & 1 == 1 { multiply(result, result, number) }
            }
        }
    }

    /// Exchanges `count` elements that stand side by side with others, if `bit` is 1 and not 0.
    func swap(_ left: Words, _ right: Words, count: Int, if bit: UInt8) {
        let isKept = ConstantTimeMask(isZero: UInt64(bit))
        for index in 0..<count * field.count {
            let difference = isKept.select(0, else: left[index] ^ right[index])
            left[index] ^= difference
            right[index] ^= difference
        }
    }

    /// Whether an element is zero; the answer is public.
    func isZero(_ number: Words) -> Bool {
        var bits: UInt = 0
        for index in 0..<field.count { bits |= number[index] }
        return ConstantTimeMask(isZero: UInt64(bits)).isTrue
    }

    /// Whether two elements are the same; the answer is public, and `left` is lost.
    func isEqual(_ left: Words, _ right: Words) -> Bool {
        subtract(left, left, right)
        return isZero(left)
    }
}

/// In and out.
extension FieldWorkspace {
    func copy(_ result: Words, _ number: Words) { result.update(from: number, count: field.count) }

    /// A small number.
    func load(_ result: Words, _ number: UInt) {
        result.update(repeating: 0, count: field.count)
        result[0] = number
        multiply(result, result, field.entrance)
    }

    /// A big-endian number of any length, modulo the prime.
    func load(_ result: Words, _ bytes: RawSpan) {
        let size = field.count * MemoryLayout<UInt>.size
        var rest = bytes
        result.update(repeating: 0, count: field.count)
        // As many bytes at a time as the words of an element hold; what is over comes first.
        while rest.byteCount > 0 {
            let digits = rest.extracting(first: (rest.byteCount - 1) % size + 1)
            rest = rest.extracting(last: rest.byteCount - digits.byteCount)
            spare.update(repeating: 0, count: field.count)
            UnsafeMutableBufferPointer(start: spare, count: field.count).load(bigEndian: digits)
            multiply(spare, spare, field.entrance)
            multiply(result, result, field.entrance)
            add(result, result, spare)
        }
    }

    /// The number itself: big-endian, as long as the prime.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func bytes(_ number: Words) throws(CipherError) -> SecretBytes {
        var bytes = try SecretBytes(count: field.byteCount)
        spare.update(repeating: 0, count: field.count)
        spare[0] = 1
        multiply(spare, number, spare)
        bytes.withUnsafeMutableBytes {
            UnsafeMutableBufferPointer(start: spare, count: field.count).store(bigEndian: $0)
        }
        return bytes
    }
}

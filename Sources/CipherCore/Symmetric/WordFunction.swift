/// A block cipher of our own with blocks of eight bytes, which are little-endian words here: the first byte of a block
/// is the lowest.
protocol WordFunction {
    func encrypt(_ word: UInt64) throws(CipherError) -> UInt64
    func decrypt(_ word: UInt64) throws(CipherError) -> UInt64

    /// Words that do not depend on each other.
    func decrypt(_ words: SIMD8<UInt64>) throws(CipherError) -> SIMD8<UInt64>
}

extension WordFunction {
    func decrypt(_ words: SIMD8<UInt64>) throws(CipherError) -> SIMD8<UInt64> {
        var words = words
        for index in words.indices { words[index] = try decrypt(words[index]) }
        return words
    }
}

/// The modes over whole buffers: one loop a mode and direction, with the block function in line.
extension WordFunction {
    /// As ``BlockEngine/process(_:into:register:_:)``.
    @inline(__always)
    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, mode: CipherMode,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        var chain = UnsafeRawBufferPointer(register).word(at: 0)
        // Decryption needs no word for the next: eight at a time, and one by one what remains.
        let wideEnd = source.count & -64
        switch (mode, direction) {
        case (.cbc, .encryption):
            for offset in stride(from: 0, to: source.count, by: 8) {
                chain = try encrypt(source.word(at: offset) ^ chain)
                destination.setWord(at: offset, chain)
            }
        case (.cbc, .decryption):
            for offset in stride(from: 0, to: wideEnd, by: 64) {
                let ciphertext = source.words(at: offset)
                var previous = SIMD8(repeating: chain)
                for index in 1..<8 { previous[index] = ciphertext[index - 1] }
                destination.setWords(at: offset, try decrypt(ciphertext) ^ previous)
                chain = ciphertext[7]
            }
            for offset in stride(from: wideEnd, to: source.count, by: 8) {
                let ciphertext = source.word(at: offset)
                destination.setWord(at: offset, try decrypt(ciphertext) ^ chain)
                chain = ciphertext
            }
        case (.ecb, .encryption):
            for offset in stride(from: 0, to: source.count, by: 8) {
                destination.setWord(at: offset, try encrypt(source.word(at: offset)))
            }
        case (.ecb, .decryption):
            for offset in stride(from: 0, to: wideEnd, by: 64) {
                destination.setWords(at: offset, try decrypt(source.words(at: offset)))
            }
            for offset in stride(from: wideEnd, to: source.count, by: 8) {
                destination.setWord(at: offset, try decrypt(source.word(at: offset)))
            }
        case (.cfb8, _):
            for offset in source.indices {
                let input = source[offset]
                let output = try input ^ UInt8(truncatingIfNeeded: encrypt(chain))
                chain = chain >> 8 | UInt64(direction == .encryption ? output : input) << 56
                destination[offset] = output
            }
        case (.cfb, _):
            for offset in stride(from: 0, to: source.count, by: 8) {
                let input = source.word(at: offset)
                let output = try input ^ encrypt(chain)
                chain = direction == .encryption ? output : input
                destination.setWord(at: offset, output)
            }
        case (.ofb, _):
            for offset in stride(from: 0, to: source.count, by: 8) {
                chain = try encrypt(chain)
                destination.setWord(at: offset, source.word(at: offset) ^ chain)
            }
        case (.ctr, _):
            for offset in stride(from: 0, to: source.count, by: 8) {
                destination.setWord(at: offset, try source.word(at: offset) ^ encrypt(chain))
                chain = (chain.byteSwapped &+ 1).byteSwapped
            }
        }
        register.setWord(at: 0, chain)
    }
}

extension UnsafeRawBufferPointer {
    /// Eight bytes as a little-endian word.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Eight such words.
    @inline(__always)
    func words(at offset: Int) -> SIMD8<UInt64> {
        var words = SIMD8<UInt64>()
        for index in words.indices { words[index] = word(at: offset + 8 * index) }
        return words
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Stores a word as eight bytes, little-endian.
    @inline(__always)
    func setWord(at offset: Int, _ word: UInt64) {
        storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
    }

    /// Stores eight such words.
    @inline(__always)
    func setWords(at offset: Int, _ words: SIMD8<UInt64>) {
        for index in words.indices { setWord(at: offset + 8 * index, words[index]) }
    }
}

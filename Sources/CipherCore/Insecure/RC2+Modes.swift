/// The modes over whole buffers: one loop a mode and direction, with the block function in line.
///
/// Blocks and the register are little-endian words, so that the first byte of a block is the lowest.
extension RC2 {
    /// Encrypts whole blocks; the buffers are of one length and are the same memory or do not touch.
    ///
    /// - Parameter register: the IV or the last ciphertext block, of 8 bytes.
    borrowing func encrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, mode: CipherMode,
        register: RawSpan
    ) {
        var chain = UInt64(littleEndian: register.unsafeLoadUnaligned(as: UInt64.self))
        expandedKey.withUnsafeBytes { expandedKey in
            guard let key = expandedKey.baseAddress else { return }
            switch mode {
            case .cbc:
                for offset in stride(from: 0, to: source.count, by: 8) {
                    chain = Self.encrypt(source.block(at: offset) ^ chain, key)
                    destination.setBlock(at: offset, chain)
                }
            case .ecb:
                for offset in stride(from: 0, to: source.count, by: 8) {
                    destination.setBlock(at: offset, Self.encrypt(source.block(at: offset), key))
                }
            case .cfb8:
                for offset in source.indices {
                    let cipherByte = source[offset] ^ UInt8(truncatingIfNeeded: Self.encrypt(chain, key))
                    chain = chain >> 8 | UInt64(cipherByte) << 56
                    destination[offset] = cipherByte
                }
            }
        }
    }

    /// Decrypts whole blocks; the buffers are of one length and are the same memory or do not touch.
    ///
    /// - Parameter register: the IV or the last ciphertext block, of 8 bytes.
    borrowing func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, mode: CipherMode,
        register: RawSpan
    ) {
        var chain = UInt64(littleEndian: register.unsafeLoadUnaligned(as: UInt64.self))
        expandedKey.withUnsafeBytes { expandedKey in
            guard let key = expandedKey.baseAddress else { return }
            switch mode {
            case .cbc:
                for offset in stride(from: 0, to: source.count, by: 8) {
                    let cipherBlock = source.block(at: offset)
                    destination.setBlock(at: offset, Self.decrypt(cipherBlock, key) ^ chain)
                    chain = cipherBlock
                }
            case .ecb:
                for offset in stride(from: 0, to: source.count, by: 8) {
                    destination.setBlock(at: offset, Self.decrypt(source.block(at: offset), key))
                }
            case .cfb8:
                for offset in source.indices {
                    let cipherByte = source[offset]
                    destination[offset] = cipherByte ^ UInt8(truncatingIfNeeded: Self.encrypt(chain, key))
                    chain = chain >> 8 | UInt64(cipherByte) << 56
                }
            }
        }
    }

    @inline(__always)
    private static func encrypt(_ value: UInt64, _ key: UnsafeRawPointer) -> UInt64 {
        var block = Block(value)
        block.encrypt(key)
        return block.value
    }

    @inline(__always)
    private static func decrypt(_ value: UInt64, _ key: UnsafeRawPointer) -> UInt64 {
        var block = Block(value)
        block.decrypt(key)
        return block.value
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    fileprivate func block(at offset: Int) -> UInt64 {
        UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    @inline(__always)
    fileprivate func setBlock(at offset: Int, _ value: UInt64) {
        storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
    }
}

/// Which way data goes through a cipher.
enum CipherDirection {
    case encryption
    case decryption
}

/// A cipher under one key in one mode, for whole blocks.
///
/// Where the data stands is the caller's to keep: an engine gets the register to start from and leaves the one to go on
/// from, and remembers nothing else. One thread at a time uses it.
protocol BlockEngine: AnyObject {
    /// Puts whole blocks, one at least, through the cipher.
    ///
    /// - Parameters:
    ///   - destination: as long as `source`; the same memory, or memory that does not touch it.
    ///   - register: one block. CBC and CFB: the last block of ciphertext, at first the IV. OFB: the last block of key
    ///     stream. CTR: the counter. ECB leaves it alone.
    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError)
}

extension UnsafeMutableRawBufferPointer {
    /// Of a register: takes over the last block of `data`, which has one at least.
    @inline(__always)
    func setToLastBlock(of data: UnsafeRawBufferPointer) {
        guard let base = data.baseAddress, data.count >= count else { return }
        setBlock(base + (data.count &- count))
    }

    /// Of a block, of 8 or 16 bytes: takes over another. A call of memmove, or two stores of half a block, which the
    /// processor cannot hand on to a load of the whole, would be felt with short data.
    @inline(__always)
    func setBlock(_ source: UnsafeRawPointer) {
        if count == 16 {
            storeBytes(of: source.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
        } else if count == 8 {
            storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
        }
    }

    /// Of a register that is a big-endian counter of 8 or 16 bytes: adds a number of blocks, modulo its size.
    func advanceCounter(byBlocks blockCount: Int) {
        let low = count - 8
        let counter = UInt64(bigEndian: loadUnaligned(fromByteOffset: low, as: UInt64.self))
        let (sum, overflow) = counter.addingReportingOverflow(UInt64(blockCount))
        storeBytes(of: sum.bigEndian, toByteOffset: low, as: UInt64.self)
        guard overflow, low > 0 else { return }
        let high = UInt64(bigEndian: loadUnaligned(as: UInt64.self))
        storeBytes(of: (high &+ 1).bigEndian, as: UInt64.self)
    }
}

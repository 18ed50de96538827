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
    func setToLastBlock(of data: UnsafeRawBufferPointer) {
        copyMemory(from: UnsafeRawBufferPointer(rebasing: data.suffix(count)))
    }

    /// Of a register that is a counter: adds a number of blocks, modulo the counter's size.
    func advanceCounter(byBlocks blockCount: Int) {
        var carry = UInt(blockCount)
        for index in indices.reversed() where carry > 0 {
            let (sum, overflow) = carry.addingReportingOverflow(UInt(self[index]))
            self[index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8 | (overflow ? 1 << (UInt.bitWidth - 8) : 0)
        }
    }
}

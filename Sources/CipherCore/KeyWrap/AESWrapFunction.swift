/// The six passes of AES key wrap (RFC 3394 section 2.2; W and W⁻¹ of NIST SP 800-38F), without any check value.
///
/// libgcrypt has them too, but keeps to itself the check value that it finds, and RFC 5649 needs it.
struct AESWrapFunction {
    /// What both RFCs count in, in bytes.
    static let semiblockByteCount = 8
    private static let blockByteCount = 16

    private let cipher: LibraryCipher

    /// - Parameter key: the key-encryption key, of 16, 24 or 32 bytes.
    init(key: RawSpan) throws(CipherError) {
        let algorithm: CipherAlgorithm
        switch key.byteCount {
        case 16: algorithm = .aes128
        case 24: algorithm = .aes192
        case 32: algorithm = .aes256
        default: throw .illegalKeyLength
        }
        cipher = try LibraryCipher(CipherKey(algorithm, key, effectiveBits: nil), mode: .ecb)
    }

    /// Encrypts semiblocks in place, two at least; of two, RFC 5649 makes a plain block.
    func encrypt(_ semiblocks: UnsafeMutableRawBufferPointer) throws(CipherError) {
        guard semiblocks.count > Self.blockByteCount else { return try throughAES(semiblocks, .encryption) }
        try withBlock(semiblocks) { block, steps throws(CipherError) in
            for step in steps {
                let offset = Self.offset(of: step, in: semiblocks)
                block.setWord(at: 8, UnsafeRawBufferPointer(semiblocks).word(at: offset))
                try throughAES(block, .encryption)
                Self.mix(step, into: block)
                semiblocks.setWord(at: offset, UnsafeRawBufferPointer(block).word(at: 8))
            }
        }
    }

    /// Decrypts what ``encrypt(_:)`` made; the time depends on the length only.
    func decrypt(_ semiblocks: UnsafeMutableRawBufferPointer) throws(CipherError) {
        guard semiblocks.count > Self.blockByteCount else { return try throughAES(semiblocks, .decryption) }
        try withBlock(semiblocks) { block, steps throws(CipherError) in
            for step in steps.reversed() {
                let offset = Self.offset(of: step, in: semiblocks)
                block.setWord(at: 8, UnsafeRawBufferPointer(semiblocks).word(at: offset))
                Self.mix(step, into: block)
                try throughAES(block, .decryption)
                semiblocks.setWord(at: offset, UnsafeRawBufferPointer(block).word(at: 8))
            }
        }
    }

    /// Calls `body` with a block whose first half is the first semiblock, and puts that half back.
    private func withBlock(
        _ semiblocks: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeMutableRawBufferPointer, ClosedRange<Int>) throws(CipherError) -> Void
    ) throws(CipherError) {
        var block = try SecretBytes(count: Self.blockByteCount)
        try block.withUnsafeMutableBytes { block throws(CipherError) in
            block.setWord(at: 0, UnsafeRawBufferPointer(semiblocks).word(at: 0))
            try body(block, 1...6 * (semiblocks.count / Self.semiblockByteCount - 1))
            semiblocks.setWord(at: 0, UnsafeRawBufferPointer(block).word(at: 0))
        }
    }

    private func throughAES(
        _ block: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        // ECB has no use for the register.
        try cipher.process(UnsafeRawBufferPointer(block), into: block, register: block, direction)
    }

    /// Where the semiblock of a step stands: the steps go round all but the first.
    private static func offset(of step: Int, in semiblocks: UnsafeMutableRawBufferPointer) -> Int {
        semiblockByteCount * ((step - 1) % (semiblocks.count / semiblockByteCount - 1) + 1)
    }

    /// XORs the number of the step, big-endian, over the first half of the block.
    private static func mix(_ step: Int, into block: UnsafeMutableRawBufferPointer) {
        block.setWord(at: 0, UnsafeRawBufferPointer(block).word(at: 0) ^ UInt64(step).byteSwapped)
    }
}

/// DESX: whitening of our own around libgcrypt's DES.
final class DESX: BlockEngine {
    private let des: LibraryCipher
    /// K1, which goes in front of DES, and K2, which goes behind it.
    private let whitening: SecretBytes
    private let mode: CipherMode

    init(_ key: CipherKey, mode: CipherMode) throws(CipherError) {
        des = try LibraryCipher(key, mode: .ecb)
        whitening = try key.copy(of: 8..<24)
        self.mode = mode
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        try whitening.withUnsafeBytes { whitening throws(CipherError) in
            try Function(des: des, whitening: whitening)
                .process(source, into: destination, mode: mode, register: register, direction)
        }
    }

    private struct Function: WordFunction {
        let des: LibraryCipher
        let whitening: UnsafeRawBufferPointer

        func encrypt(_ word: UInt64) throws(CipherError) -> UInt64 {
            try throughDES(word ^ whitening.word(at: 0), .encryption) ^ whitening.word(at: 8)
        }

        func decrypt(_ word: UInt64) throws(CipherError) -> UInt64 {
            try throughDES(word ^ whitening.word(at: 8), .decryption) ^ whitening.word(at: 0)
        }

        private func throughDES(_ word: UInt64, _ direction: CipherDirection) throws(CipherError) -> UInt64 {
            var block = word.littleEndian
            try withUnsafeMutableBytes(of: &block) { block throws(CipherError) in
                // ECB has no use for the register.
                try des.process(UnsafeRawBufferPointer(block), into: block, register: block, direction)
            }
            return UInt64(littleEndian: block)
        }
    }
}

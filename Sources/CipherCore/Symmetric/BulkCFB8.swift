/// CFB-8 whose decryption is made of CFB decryptions of whole blocks, which libgcrypt has vector code for.
///
/// Plaintext byte j is ciphertext byte j ⊕ the first byte of E(W), W being the block of ciphertext that ends before j.
/// CFB decryption of the ciphertext from j on, with W as IV, gives the plaintext bytes j, j + 16, j + 32, … as the
/// first bytes of its blocks; a block's worth of these, each begun one byte later, gives them all. Encryption needs
/// each byte for the next and stays as it is.
final class BulkCFB8: BlockEngine {
    /// Where that begins to pay, in bytes.
    static let shortestLongByteCount = 64

    private let short: LibraryCipher
    private var cipherFeedback: DeferredCipher
    private var scratch = Scratch(byteCount: 8192)

    init(_ key: CipherKey) throws(CipherError) {
        short = try LibraryCipher(key, mode: .cfb8)
        cipherFeedback = DeferredCipher(key, mode: .cfb)
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        guard direction == .decryption, source.count >= Self.shortestLongByteCount else {
            return try short.process(source, into: destination, register: register, direction)
        }
        let engine = try cipherFeedback.open()
        let block = register.count
        try scratch.withBytes { scratch throws(CipherError) in
            // One half for the ciphertext (the block before the piece, the piece, room for what the last block of a
            // shifted decryption reads too much), one for its decryption.
            let half = scratch.count / 2
            let pieceByteCount = half - 2 * block
            for offset in stride(from: 0, to: source.count, by: pieceByteCount) {
                let end = min(offset + pieceByteCount, source.count)
                let window = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(end - offset + 2 * block)])
                window.copyMemory(from: UnsafeRawBufferPointer(register))
                UnsafeMutableRawBufferPointer(rebasing: window[block...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<end]))
                register.setToLastBlock(of: UnsafeRawBufferPointer(rebasing: window.dropLast(block)))
                try Self.decrypt(
                    UnsafeRawBufferPointer(window), with: engine,
                    through: UnsafeMutableRawBufferPointer(rebasing: scratch[half..<(half + end - offset)]),
                    into: UnsafeMutableRawBufferPointer(rebasing: destination[offset..<end]), block)
            }
        }
    }

    /// Decrypts one piece.
    ///
    /// - Parameters:
    ///   - window: the block before the piece, the piece, and a block that does not matter.
    ///   - decrypted: working memory as long as the piece.
    private static func decrypt(
        _ window: UnsafeRawBufferPointer, with engine: LibraryCipher,
        through decrypted: UnsafeMutableRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ block: Int
    ) throws(CipherError) {
        for shift in 0..<block {
            let first = shift + block
            try engine.decrypt(
                UnsafeRawBufferPointer(rebasing: window[first..<(first + decrypted.count)]), into: decrypted,
                after: UnsafeRawBufferPointer(rebasing: window[shift..<first]))
            for index in stride(from: 0, to: decrypted.count, by: block) {
                destination[index + shift] = decrypted[index]
            }
        }
    }
}

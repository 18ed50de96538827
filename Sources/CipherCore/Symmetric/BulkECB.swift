/// ECB at the speed of the modes that libgcrypt has vector code for: CFB and CBC decryption.
///
/// CFB decryption of blocks X₁, X₂, … after the IV X₀ is E(X₀) ⊕ X₁, E(X₁) ⊕ X₂, …; CBC decryption of them is
/// D(X₁) ⊕ X₀, D(X₂) ⊕ X₁, …: what remains is to take the neighbour away again.
final class BulkECB: BlockEngine {
    /// Where that begins to pay, in bytes: AES is quick in libgcrypt's ECB too, triple DES is not.
    static func shortestLongByteCount(_ block: Int) -> Int { block == 16 ? 512 : 64 }

    /// What goes through at a time, in bytes. More, and with data from far memory the processor waits for the first
    /// pass and idles in the second: 16 MiB then take a third longer.
    private static let pieceByteCount = 2048

    private let short: LibraryCipher
    /// To encrypt.
    private var cipherFeedback: DeferredCipher
    /// To decrypt.
    private var chaining: DeferredCipher
    /// A piece, and a block of zeros.
    private var scratch = Scratch(byteCount: pieceByteCount + 16)

    init(_ key: CipherKey) throws(CipherError) {
        short = try LibraryCipher(key, mode: .ecb)
        cipherFeedback = DeferredCipher(key, mode: .cfb)
        chaining = DeferredCipher(key, mode: .cbc)
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        let block = register.count
        guard source.count >= Self.shortestLongByteCount(block) else {
            return try short.process(source, into: destination, register: register, direction)
        }
        switch direction {
        case .encryption:
            // The last block has no neighbour to go through CFB with.
            let rest = source.count - block
            try encryptAllButLast(source, into: destination, block)
            try short.process(
                UnsafeRawBufferPointer(rebasing: source[rest...]),
                into: UnsafeMutableRawBufferPointer(rebasing: destination[rest...]), register: register, direction)
        case .decryption:
            try decryptLong(source, into: destination, block)
        }
    }

    /// From front to back, as a block needs the one behind it, which in place must not have been overwritten.
    private func encryptAllButLast(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ block: Int
    ) throws(CipherError) {
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        let engine = try cipherFeedback.open()
        try scratch.withBytes { scratch throws(CipherError) in
            for offset in stride(from: 0, to: source.count - block, by: Self.pieceByteCount) {
                let end = min(offset + Self.pieceByteCount, source.count - block)
                let decrypted = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(end - offset)])
                guard let first = decrypted.baseAddress else { return }
                try engine.decrypt(
                    UnsafeRawBufferPointer(rebasing: source[(offset + block)..<(end + block)]), into: decrypted,
                    after: UnsafeRawBufferPointer(rebasing: source[offset..<(offset + block)]))
                ExclusiveOr.forward(first, from + offset + block, into: to + offset, byteCount: end - offset)
            }
        }
    }

    /// After a block of zeros CBC decryption is D(X₁), D(X₂) ⊕ X₁, …: a piece stands for itself. Its neighbours are
    /// taken away from back to front, as a block needs the one before it.
    private func decryptLong(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ block: Int
    ) throws(CipherError) {
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        let engine = try chaining.open()
        try scratch.withBytes { scratch throws(CipherError) in
            let zeros = UnsafeRawBufferPointer(rebasing: scratch[Self.pieceByteCount...].prefix(block))
            for offset in stride(from: 0, to: source.count, by: Self.pieceByteCount) {
                let piece = UnsafeRawBufferPointer(rebasing: source[offset...].prefix(Self.pieceByteCount))
                let decrypted = UnsafeMutableRawBufferPointer(rebasing: scratch[..<piece.count])
                guard let first = decrypted.baseAddress else { return }
                try engine.decrypt(piece, into: decrypted, after: zeros)
                ExclusiveOr.backward(
                    first + block, from + offset, into: to + offset + block, byteCount: piece.count - block)
                (to + offset).copyMemory(from: first, byteCount: block)
            }
        }
    }
}

/// ECB at the speed of the modes that libgcrypt has vector code for: CFB and CBC decryption.
///
/// CFB decryption of blocks X₁, X₂, … after the IV X₀ is E(X₀) ⊕ X₁, E(X₁) ⊕ X₂, …; CBC decryption of them is
/// D(X₁) ⊕ X₀, D(X₂) ⊕ X₁, …: what remains is to take the neighbour away again.
final class BulkECB: BlockEngine {
    /// Where that begins to pay, in bytes.
    static let shortestLongByteCount = 256

    private let short: LibraryCipher
    /// To encrypt.
    private var cipherFeedback: DeferredCipher
    /// To decrypt.
    private var chaining: DeferredCipher
    private var scratch = Scratch()

    init(_ key: CipherKey) throws(CipherError) {
        short = try LibraryCipher(key, mode: .ecb)
        cipherFeedback = DeferredCipher(key, mode: .cfb)
        chaining = DeferredCipher(key, mode: .cbc)
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        guard source.count >= Self.shortestLongByteCount else {
            return try short.process(source, into: destination, register: register, direction)
        }
        let block = register.count
        switch direction {
        case .encryption:
            let rest = source.count - block
            try encryptAllButLast(source, into: destination, block)
            // The last block has no neighbour to go through CFB with.
            try short.process(
                UnsafeRawBufferPointer(rebasing: source[rest...]),
                into: UnsafeMutableRawBufferPointer(rebasing: destination[rest...]), register: register, direction)
        case .decryption:
            try decryptAllButFirst(source, into: destination, block)
            try short.process(
                UnsafeRawBufferPointer(rebasing: source[..<block]),
                into: UnsafeMutableRawBufferPointer(rebasing: destination[..<block]), register: register, direction)
        }
    }

    /// From front to back, as a block needs the one behind it, which in place must not have been overwritten.
    private func encryptAllButLast(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ block: Int
    ) throws(CipherError) {
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        let engine = try cipherFeedback.open()
        try scratch.withBytes { scratch throws(CipherError) in
            for offset in stride(from: 0, to: source.count - block, by: scratch.count) {
                let end = min(offset + scratch.count, source.count - block)
                let piece = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(end - offset)])
                guard let decrypted = piece.baseAddress else { return }
                try engine.decrypt(
                    UnsafeRawBufferPointer(rebasing: source[(offset + block)..<(end + block)]), into: piece,
                    after: UnsafeRawBufferPointer(rebasing: source[offset..<(offset + block)]))
                ExclusiveOr.forward(
                    decrypted, from + offset + block, into: to + offset, byteCount: piece.count)
            }
        }
    }

    /// From back to front, as a block needs the one before it.
    private func decryptAllButFirst(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ block: Int
    ) throws(CipherError) {
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        let engine = try chaining.open()
        try scratch.withBytes { scratch throws(CipherError) in
            for end in stride(from: source.count, to: block, by: -scratch.count) {
                let offset = max(end - scratch.count, block)
                let piece = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(end - offset)])
                guard let decrypted = piece.baseAddress else { return }
                try engine.decrypt(
                    UnsafeRawBufferPointer(rebasing: source[offset..<end]), into: piece,
                    after: UnsafeRawBufferPointer(rebasing: source[(offset - block)..<offset]))
                ExclusiveOr.backward(
                    decrypted, from + offset - block, into: to + offset, byteCount: piece.count)
            }
        }
    }
}

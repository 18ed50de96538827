/// OFB over libgcrypt's CBC: the key stream is what CBC makes of zeros. libgcrypt's own OFB goes block by block.
final class OutputFeedback: BlockEngine {
    private let chain: LibraryCipher
    private var scratch = Scratch(byteCount: 4096)

    init(_ key: CipherKey) throws(CipherError) {
        chain = try LibraryCipher(key, mode: .cbc)
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        try scratch.withBytes { scratch throws(CipherError) in
            for offset in stride(from: 0, to: source.count, by: scratch.count) {
                let piece = UnsafeMutableRawBufferPointer(rebasing: scratch.prefix(source.count - offset))
                guard let keyStream = piece.baseAddress else { return }
                keyStream.initializeMemory(as: UInt8.self, repeating: 0, count: piece.count)
                try chain.process(UnsafeRawBufferPointer(piece), into: piece, register: register, .encryption)
                ExclusiveOr.forward(keyStream, from + offset, into: to + offset, byteCount: piece.count)
            }
        }
    }
}

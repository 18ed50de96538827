import BenchmarkRunner
import CipherCore
import KeyBlob
import KeyProvider

/// CryptEncrypt and CryptDecrypt: pieces in the middle of a message, and messages of one piece, to there and back.
let callComparisons: [Comparison] = [
    ("aes-128-cbc", AlgorithmIdentifier.aes128, CipherAlgorithm.aes128, 16), ("aes-256-cbc", .aes256, .aes256, 32),
    ("3des-cbc", .tripleDES, .tripleDES, 24), ("rc2-128-cbc", .rc2, .rc2, 16), ("rc4-128", .rc4, .rc4, 16),
].flatMap { (name: String, algorithm: AlgorithmIdentifier, cipher: CipherAlgorithm, byteCount: Int) in
    let key = (1...byteCount).map { UInt8(truncatingIfNeeded: $0 * 37) }
    return [("-enc", Work.encryptPieces), ("-dec", .decryptPieces), ("-message", .roundTrip)].map { suffix, work in
        Comparison(
            name + suffix, byteCounts: [16, 64, 256, 4096],
            [
                .init("KeyProvider") {
                    let box = KeyBox(algorithm, key)
                    return { box.run(work, $0, $1) }
                },
                .init("CipherCore") {
                    let box = CipherBox(cipher, key)
                    return { box.run(work, $0, $1) }
                },
            ])
    }
}

private enum Work {
    case encryptPieces, decryptPieces
    /// The buffer but for its last byte as a message, encrypted and decrypted.
    case roundTrip
}

/// A session key, for closures to hold.
private final class KeyBox {
    private var key: SessionKey

    init(_ algorithm: AlgorithmIdentifier, _ bytes: [UInt8]) {
        key = expected { () throws(ProviderError) in
            let blob = expected { () throws(BlobError) in
                try PlaintextKeyBlob(keyAlgorithm: algorithm, key: bytes.span.bytes).serialized()
            }
            return try SessionKey(importing: blob.span.bytes)
        }
    }

    func run(_ work: Work, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(ProviderError) in try Self.run(&key, work, buffer, turns) }
    }

    /// As a caller does who has the key in a variable of his own.
    private static func run(
        _ key: inout SessionKey, _ work: Work, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int
    ) throws(ProviderError) {
        switch work {
        case .encryptPieces:
            for _ in 0..<turns { _ = try key.encrypt(buffer, byteCount: buffer.count, isFinal: false) }
        case .decryptPieces:
            for _ in 0..<turns { _ = try key.decrypt(buffer, isFinal: false) }
        case .roundTrip:
            let byteCount = buffer.count - 1
            for _ in 0..<turns {
                let padded = try key.encrypt(buffer, byteCount: byteCount, isFinal: true)
                _ = try key.decrypt(UnsafeMutableRawBufferPointer(rebasing: buffer[..<padded]), isFinal: true)
            }
        }
    }
}

/// A cipher of the core, likewise.
private final class CipherBox {
    private var cipher: BulkCipher

    init(_ algorithm: CipherAlgorithm, _ key: [UInt8]) {
        cipher = expected { () throws(CipherError) in try BulkCipher(algorithm, key: key.span.bytes) }
    }

    func run(_ work: Work, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(CipherError) in try Self.run(&cipher, work, buffer, turns) }
    }

    private static func run(
        _ cipher: inout BulkCipher, _ work: Work, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int
    ) throws(CipherError) {
        switch work {
        case .encryptPieces: for _ in 0..<turns { try cipher.encrypt(buffer) }
        case .decryptPieces: for _ in 0..<turns { try cipher.decrypt(buffer) }
        case .roundTrip:
            guard let block = cipher.algorithm.blockByteCount else {
                let message = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(buffer.count - 1)])
                for _ in 0..<turns {
                    try cipher.encrypt(message)
                    cipher.restart()
                    try cipher.decrypt(message)
                    cipher.restart()
                }
                return
            }
            for _ in 0..<turns {
                try BlockPadding.pad(buffer, dataByteCount: buffer.count - 1, blockByteCount: block)
                try cipher.encrypt(buffer)
                cipher.restart()
                try cipher.decrypt(buffer)
                cipher.restart()
                _ = try BlockPadding.dataByteCount(in: UnsafeRawBufferPointer(buffer).bytes, blockByteCount: block)
            }
        }
    }
}

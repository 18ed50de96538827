import BenchmarkRunner
import CCipherPeer
import CipherCore

/// AES-GCM with a key that is used again and again.
let gcmComparisons = [16, 32].flatMap { keyByteCount in
    [PEER_ENCRYPT, PEER_DECRYPT].map { direction in
        let key = [UInt8](repeating: 7, count: keyByteCount)
        let name = "aes-\(8 * keyByteCount)-gcm-\(direction == PEER_ENCRYPT ? "seal" : "open")"
        var contenders = [
            Comparison.Contender("ours") {
                let box = GCMBox(key)
                return { box.run($0, $1, isSealing: direction == PEER_ENCRYPT) }
            },
            Comparison.Contender("libgcrypt") { gcmPeer(direction, key, peer_gcm_run_gcrypt) },
            Comparison.Contender("OpenSSL") { gcmPeer(direction, key, peer_gcm_run_openssl) },
        ]
        #if SwiftCrypto
        contenders.append(swiftCryptoGCM(key, isSealing: direction == PEER_ENCRYPT))
        #endif
        return Comparison(name, byteCounts: [16, 256, 4096, 1 << 16, 1 << 20, 1 << 24], contenders)
    }
}

/// What is to be opened, sealed when a length is first seen: zeros, and the tag.
final class SealedMessage {
    private(set) var bytes: [UInt8] = []
    private var cipher: AEADCipher

    init(_ key: [UInt8]) {
        cipher = expected { () throws(CipherError) in try AEADCipher(.gcm, key: key.span.bytes) }
    }

    func prepare(byteCount: Int) {
        guard bytes.count != byteCount + 16 else { return }
        var sealed = [UInt8](repeating: 0, count: byteCount + 16)
        sealed.withUnsafeMutableBytes { sealed in
            let body = UnsafeMutableRawBufferPointer(rebasing: sealed[..<byteCount])
            let tag = UnsafeMutableRawBufferPointer(rebasing: sealed[byteCount...])
            let nonce = [UInt8](repeating: 0, count: 12)
            expected { () throws(CipherError) in
                try cipher.seal(
                    UnsafeRawBufferPointer(body), into: body, nonce: nonce.span.bytes, authenticating: RawSpan(),
                    tag: tag)
            }
        }
        bytes = sealed
    }
}

/// One of our ciphers, for closures to hold.
final class GCMBox {
    private var cipher: AEADCipher
    private let sealed: SealedMessage
    private let nonce = [UInt8](repeating: 0, count: 12)

    init(_ key: [UInt8]) {
        sealed = SealedMessage(key)
        cipher = expected { () throws(CipherError) in try AEADCipher(.gcm, key: key.span.bytes) }
    }

    /// Seals in place, or opens what was sealed into the buffer.
    func run(_ buffer: UnsafeMutableRawBufferPointer, _ turns: Int, isSealing: Bool) {
        expected { () throws(CipherError) in
            if isSealing {
                try Self.seal(&cipher, buffer, turns, nonce)
            } else {
                sealed.prepare(byteCount: buffer.count)
                try Self.open(&cipher, sealed.bytes, buffer, turns, nonce)
            }
        }
    }

    private static func seal(
        _ cipher: inout AEADCipher, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int, _ nonce: [UInt8]
    ) throws(CipherError) {
        var tag: InlineArray<16, UInt8> = .init(repeating: 0)
        for _ in 0..<turns {
            var bytes = tag.mutableSpan
            try bytes.withUnsafeMutableBytes { tag throws(CipherError) in
                try cipher.seal(
                    UnsafeRawBufferPointer(buffer), into: buffer, nonce: nonce.span.bytes,
                    authenticating: RawSpan(), tag: tag)
            }
        }
    }

    private static func open(
        _ cipher: inout AEADCipher, _ sealed: [UInt8], _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int,
        _ nonce: [UInt8]
    ) throws(CipherError) {
        let bytes = sealed.span.bytes
        let tag = bytes.extracting(last: 16)
        let body = bytes.extracting(droppingLast: 16)
        for _ in 0..<turns {
            try body.withUnsafeBytes { body throws(CipherError) in
                try cipher.open(
                    body, into: buffer, nonce: nonce.span.bytes, authenticating: RawSpan(), tag: tag)
            }
        }
    }
}

private func gcmPeer(
    _ direction: peer_direction, _ key: [UInt8],
    _ run: @escaping @Sendable (OpaquePointer?, UnsafeMutableRawPointer?, Int, UnsafeRawPointer?, Int) -> Void
) -> Comparison.Work {
    let gcm = peer_gcm_open(direction, key, key.count)
    let sealed = SealedMessage(key)
    return { buffer, turns in
        if direction == PEER_DECRYPT { sealed.prepare(byteCount: buffer.count) }
        run(gcm, buffer.baseAddress, buffer.count, sealed.bytes, turns)
    }
}

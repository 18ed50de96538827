import BenchmarkRunner
import CCipherPeer
import CipherCore

/// A cipher under a key that is used again and again, and what each library calls it.
struct CipherCase {
    /// Such as `aes-128-cbc-dec`.
    let name: String
    let algorithm: CipherAlgorithm
    let mode: CipherMode
    let isDecryption: Bool
    let gcryptAlgorithm: String
    let gcryptMode: String
    /// Nil where OpenSSL has none.
    let openssl: String?
    /// Speed in MB/s, roughly: what would take a second is left out.
    let slowness: Slowness

    enum Slowness { case quick, slow, slowest }

    init(
        _ name: String, _ algorithm: CipherAlgorithm, _ mode: CipherMode, gcrypt: (String, String), openssl: String?,
        _ slowness: Slowness = .quick
    ) {
        self.name = name
        self.algorithm = algorithm
        self.mode = mode
        self.isDecryption = name.hasSuffix("dec")
        (gcryptAlgorithm, gcryptMode) = gcrypt
        self.openssl = openssl
        self.slowness = slowness
    }

    var key: [UInt8] {
        // Neither weak for DES nor with wrong parity.
        (0..<(algorithm == .rc2 || algorithm == .rc4 ? 16 : algorithm.keyByteCounts.upperBound)).map {
            [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe][$0 % 16]
                ^ UInt8($0 / 16 * 6)
        }
    }

    var comparison: Comparison {
        Comparison(name, byteCounts: byteCounts, [ours, libgcrypt] + (openssl.map { [self.openSSL($0)] } ?? []))
    }

    private var byteCounts: [Int] {
        let all = [16, 256, 4096, 1 << 16, 1 << 20, 1 << 24]
        return switch slowness {
        case .quick: all
        case .slow: all.dropLast()
        case .slowest: all.dropLast(2)
        }
    }

    var ours: Comparison.Contender {
        .init("ours") {
            let box = CipherBox(self)
            return { box.run($0, $1) }
        }
    }

    private var libgcrypt: Comparison.Contender {
        .init("libgcrypt") {
            let direction = isDecryption ? PEER_DECRYPT : PEER_ENCRYPT
            let cipher = key.withUnsafeBytes {
                peer_gcrypt_cipher_open(gcryptAlgorithm, gcryptMode, direction, $0.baseAddress, $0.count)
            }
            return { peer_gcrypt_cipher_run(cipher, $0.baseAddress, $0.count, $1) }
        }
    }

    private func openSSL(_ name: String) -> Comparison.Contender {
        .init("OpenSSL") {
            let direction = isDecryption ? PEER_DECRYPT : PEER_ENCRYPT
            let cipher = key.withUnsafeBytes { peer_openssl_cipher_open(name, direction, $0.baseAddress, $0.count) }
            return { peer_openssl_cipher_run(cipher, $0.baseAddress, $0.count, $1) }
        }
    }
}

/// One of our ciphers, for closures to hold.
private final class CipherBox {
    private var cipher: BulkCipher
    private let isDecryption: Bool
    private let hasIV: Bool

    init(_ test: CipherCase) {
        cipher = expected { () throws(CipherError) in
            try BulkCipher(test.algorithm, key: test.key.span.bytes, mode: test.mode)
        }
        isDecryption = test.isDecryption
        hasIV = test.mode != .ecb && test.algorithm != .rc4
    }

    func run(_ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(CipherError) in try Self.run(&cipher, buffer, turns, isDecryption, hasIV) }
    }

    /// As a caller does who has the cipher in a variable of his own.
    private static func run(
        _ cipher: inout BulkCipher, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int, _ isDecryption: Bool,
        _ hasIV: Bool
    ) throws(CipherError) {
        for _ in 0..<turns {
            if hasIV { cipher.restart() }
            if isDecryption { try cipher.decrypt(buffer) } else { try cipher.encrypt(buffer) }
        }
    }
}

/// What `body` returns; a benchmark of something that fails says nothing.
func expected<Result: ~Copyable>(_ body: () throws(CipherError) -> Result) -> Result {
    do throws(CipherError) { return try body() } catch { fatalError("\(error)") }
}

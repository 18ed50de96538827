import BenchmarkRunner
import CCipherPeer
import CipherCore

private let lengths = [16, 256, 4096, 1 << 16, 1 << 20, 1 << 24]

private let algorithms: [(DigestAlgorithm, String)] = [
    (.md4, "MD4"), (.md5, "MD5"), (.sha1, "SHA1"), (.sha256, "SHA256"), (.sha384, "SHA384"), (.sha512, "SHA512"),
]

/// Hashes and, with a key that is used again and again, HMACs. The value goes to the front of the buffer.
let digestComparisons =
    algorithms.map { algorithm, name in
        var contenders =
            [
                Comparison.Contender("ours") {
                    let box = DigestBox(algorithm)
                    return { box.run($0, $1) }
                }
            ] + peers(name, key: nil)
        #if SwiftCrypto
        if let contender = swiftCryptoHash(algorithm) { contenders.append(contender) }
        #endif
        return Comparison(name.lowercased(), byteCounts: lengths, contenders)
    }
    + algorithms.dropFirst(2).map { algorithm, name in
        let key = [UInt8](repeating: 7, count: 32)
        var contenders =
            [
                Comparison.Contender("ours") {
                    let box = HMACBox(algorithm, key)
                    return { box.run($0, $1) }
                }
            ] + peers(name, key: key)
        #if SwiftCrypto
        if let contender = swiftCryptoHMAC(algorithm, key) { contenders.append(contender) }
        #endif
        // libgcrypt's HMAC allocates a block when it finishes.
        return Comparison("hmac-" + name.lowercased(), byteCounts: lengths, allowedAllocations: 1, contenders)
    }

private func peers(_ name: String, key: [UInt8]?) -> [Comparison.Contender] {
    [
        .init("libgcrypt") {
            let digest = peer_digest_open(name, key, key?.count ?? 0)
            return { peer_digest_run_gcrypt(digest, $0.baseAddress, $0.count, $1) }
        },
        .init("OpenSSL") {
            let digest = peer_digest_open(name, key, key?.count ?? 0)
            return { peer_digest_run_openssl(digest, $0.baseAddress, $0.count, $1) }
        },
    ]
}

private final class DigestBox {
    private var digest: MessageDigest

    init(_ algorithm: DigestAlgorithm) {
        digest = expected { () throws(CipherError) in try MessageDigest(algorithm) }
    }

    func run(_ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(CipherError) in try Self.run(&digest, buffer, turns) }
    }

    private static func run(
        _ digest: inout MessageDigest, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int
    ) throws(CipherError) {
        try withUnsafeTemporaryAllocation(byteCount: digest.algorithm.byteCount, alignment: 16) {
            value throws(CipherError) in
            for _ in 0..<turns {
                digest.update(UnsafeRawBufferPointer(buffer).bytes)
                try digest.finish(into: value)
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: value.prefix(buffer.count)))
            }
        }
    }
}

private final class HMACBox {
    private var code: HMAC
    private let byteCount: Int

    init(_ algorithm: DigestAlgorithm, _ key: [UInt8]) {
        code = expected { () throws(CipherError) in try HMAC(algorithm, key: key.span.bytes) }
        byteCount = algorithm.byteCount
    }

    func run(_ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(CipherError) in try Self.run(&code, byteCount, buffer, turns) }
    }

    private static func run(
        _ code: inout HMAC, _ byteCount: Int, _ buffer: UnsafeMutableRawBufferPointer, _ turns: Int
    ) throws(CipherError) {
        try withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16) { value throws(CipherError) in
            for _ in 0..<turns {
                code.update(UnsafeRawBufferPointer(buffer).bytes)
                try code.finish(into: value)
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: value.prefix(buffer.count)))
            }
        }
    }
}

import CHygiene
import Glibc

@testable import CipherCore

enum ForkScenario {
    private static let longByteCount = 5 << 20

    /// An RSA key with a blinding pair kept, a session key in mid-stream, a digest, and helper threads that the child has
    /// not.
    static func keysWork() throws -> Bool {
        let key = try RSAPrivateKey.generate(bitLength: 1024)
        let hash = try MessageDigest.hash(.sha256, RawSpan())
        let signature = try key.sign(hash: hash.bytes, padding: .pkcs1(.sha256))
        let secret = try SecretBytes.random(count: 16)
        var cipher = try BulkCipher(.aes128, key: secret.bytes, mode: .ctr)
        let zeros = [UInt8](repeating: 0, count: longByteCount)
        let first = try cipher.encrypting(zeros)

        let work = { () throws -> Bool in
            var stream = try BulkCipher(.aes128, key: secret.bytes, mode: .ctr)
            let another = try RSAPrivateKey.generate(bitLength: 512)
            return try stream.encrypting(zeros) == first
                && key.sign(hash: hash.bytes, padding: .pkcs1(.sha256)) == signature && another.bitLength == 512
        }
        return try succeedsInChild(work) && work()
    }

    /// Random bytes, and the random factor that blinds: of two children and their parent, forked from one state.
    static func randomNumbersDiffer() throws -> Bool {
        guard let shared = hygiene_shared_memory(64) else { return false }
        let bytes = UnsafeMutableRawBufferPointer(start: shared, count: 64)
        _ = try SecretBytes.random(count: 16)
        for child in 0..<2 {
            let place = UnsafeMutableRawBufferPointer(rebasing: bytes[child * 32..<(child + 1) * 32])
            let status = succeedsInChild {
                try RandomBytes.fill(UnsafeMutableRawBufferPointer(rebasing: place[..<16]))
                // libgcrypt's generator is the one that makes primes.
                place[16...].copyBytes(from: try endOfNewPrime())
                return true
            }
            guard status else { return false }
        }
        let own = try SecretBytes.random(count: 16).withUnsafeBytes { Array($0) }
        let all = stride(from: 0, to: 64, by: 16).map { Array(bytes[$0..<$0 + 16]) } + [own, try endOfNewPrime()]
        return Set(all).count == all.count && !all.contains([UInt8](repeating: 0, count: 16))
    }

    private static func endOfNewPrime() throws -> [UInt8] {
        let key = try RSAPrivateKey.generate(bitLength: 384)
        let prime = key.prime1
        return prime.withUnsafeBytes { Array($0.suffix(16)) }
    }

    /// Forks while two threads make secrets, sign and encrypt long data, and does the same in the children.
    static func nothingHangs() throws -> Bool {
        let workshop = try Workshop()
        for _ in 0..<2 {
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let workshop = Unmanaged<Workshop>.fromOpaque(context).takeRetainedValue()
                    while !workshop.isClosed { _ = try? workshop.work() }
                    return nil
                }, Unmanaged.passRetained(workshop).toOpaque())
            pthread_detach(thread)
        }
        defer { workshop.close() }
        for _ in 0..<100 {
            let status = statusOfChild(workshop.work)
            guard status == 0 else {
                complain("a child ended with \(status)")
                return false
            }
        }
        return true
    }
}

/// Work that takes every lock there is: the arena's, the worker pool's, the blinding's.
private final class Workshop: @unchecked Sendable {
    // SAFETY (Sendable): the key never changes, and the flag is one byte that goes one way.
    private let key: RSAPrivateKey
    private let flag = UnsafeMutablePointer<Bool>.allocate(capacity: 1)

    init() throws {
        key = try RSAPrivateKey.generate(bitLength: 512)
        flag.initialize(to: false)
    }

    var isClosed: Bool { flag.pointee }
    func close() { flag.pointee = true }

    func work() throws -> Bool {
        let secret = try SecretBytes.random(count: 24)
        let large = try SecretBytes.random(count: 1 << 17)
        var cipher = try BulkCipher(.tripleDES, key: secret.bytes, mode: .ecb)
        let ciphertext = try cipher.encrypting([UInt8](repeating: 1, count: 1 << 17))
        let hash = try MessageDigest.hash(.sha1, secret.bytes)
        let signature = try key.sign(hash: hash.bytes, padding: .pkcs1(.sha1))
        return try large.count == ciphertext.count
            && key.publicKey.isValidSignature(signature.span.bytes, hash: hash.bytes, padding: .pkcs1(.sha1))
    }
}

extension BulkCipher {
    fileprivate mutating func encrypting(_ data: [UInt8]) throws -> [UInt8] {
        var data = data
        var span = data.mutableSpan
        try span.withUnsafeMutableBytes { try encrypt($0) }
        return data
    }
}

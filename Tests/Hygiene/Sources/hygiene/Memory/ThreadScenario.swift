import Glibc

@testable import CipherCore

/// Keys that another thread uses, which goes on to wait while they are destroyed here.
enum ThreadScenario {
    static func run(_ witness: Witness) throws {
        for _ in 0..<2 {
            do {
                let bytes = try SecretBytes.random(count: 32)
                let work = Work(
                    try RSAPrivateKey.generate(bitLength: 1024),
                    try BulkCipher(.aes256, key: bytes.bytes, initializationVector: nil))
                witness.reveal(.aesKey, "session key", bytes.bytes)
                witness.reveal(work.pair)
                try work.runInThread()
                witness.living()
                _ = bytes.count
            }
            witness.gone()
        }
    }

    private final class Work: @unchecked Sendable {
        // SAFETY (Sendable): the thread uses the keys while this one waits for it, and lets go of them before it says so.
        let pair: RSAPrivateKey
        let cipher: BulkCipher
        private var failure: (any Error)?
        private let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

        init(_ pair: consuming RSAPrivateKey, _ cipher: consuming BulkCipher) {
            self.pair = pair
            self.cipher = cipher
            sem_init(done, 0, 0)
        }

        func runInThread() throws {
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let done = Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().run()
                    sem_post(done)
                    while true { pause() }
                }, Unmanaged.passUnretained(self).toOpaque())
            pthread_detach(thread)
            sem_wait(done)
            if let failure { throw failure }
        }

        private func run() -> UnsafeMutablePointer<sem_t> {
            do {
                var cipher = try cipher.copy()
                var buffer = [UInt8](repeating: 0, count: 1 << 16)
                try buffer.withUnsafeMutableBytes { buffer in
                    try cipher.encrypt(buffer)
                    cipher.restart()
                    try cipher.decrypt(buffer)
                }
                let hash = try MessageDigest.hash(.sha256, buffer.span.bytes)
                _ = try pair.sign(hash: hash.bytes, padding: .pkcs1(.sha256))
            } catch {
                failure = error
            }
            return done
        }
    }
}

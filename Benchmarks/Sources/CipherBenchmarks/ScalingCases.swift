import BenchmarkRunner
import CipherCore

/// What several threads do at once, with a key each or with one for all.
func scalings(rsa: RSAMaterial, dsa: DSAMaterial) -> [Scaling] {
    let cbc = CipherCase("", .aes256, .cbc, gcrypt: ("", ""), openssl: nil)
    let shared = SharedCipher()
    return [
        Scaling("aes-256-cbc-enc 64 KiB, own keys", byteCount: 1 << 16, prepare: cbc.ours.prepare),
        Scaling("aes-256-cbc-enc 64 KiB, one key", byteCount: 1 << 16) { shared.work() },
        Scaling("aes-256-cbc-enc 16 B, own keys", byteCount: 16, prepare: cbc.ours.prepare),
        Scaling("aes-256-gcm-seal 4 KiB, own keys", byteCount: 4096) {
            let box = GCMBox([UInt8](repeating: 7, count: 32))
            return { box.run($0, $1, isSealing: true) }
        },
        Scaling("3des-cbc-dec 256 KiB, own keys", byteCount: 1 << 18) {
            CipherCase("dec", .tripleDES, .cbc, gcrypt: ("", ""), openssl: nil).ours.prepare()
        },
        Scaling("sha256 of 64 B, made anew", byteCount: 64) { buffer, turns in
            expected { () throws(CipherError) in
                for _ in 0..<turns {
                    let value = try MessageDigest.hash(.sha256, UnsafeRawBufferPointer(buffer).bytes)
                    buffer[0] = UInt8(truncatingIfNeeded: value.count)
                }
            }
        },
        Scaling("aes-256 key, random, one block, gone", byteCount: 16) { buffer, turns in
            expected { () throws(CipherError) in
                for _ in 0..<turns {
                    let key = try SecretBytes.random(count: 32)
                    var cipher = try BulkCipher(.aes256, key: key.bytes)
                    try cipher.encrypt(buffer)
                }
            }
        },
        Scaling("rsa-\(rsa.bitLength)-private, one key", byteCount: rsa.bitLength / 8) { rsa.raisePrivately($0, $1) },
        Scaling("rsa-\(rsa.bitLength)-private, own keys", byteCount: rsa.bitLength / 8) {
            let box = RSABox(rsa)
            return { box.run($0, $1) }
        },
        Scaling("rsa-\(rsa.bitLength) key, from its parts") { _, turns in
            expected { () throws(CipherError) in
                for _ in 0..<turns {
                    let key = try rsa.copy()
                    _ = key.byteCount
                }
            }
        },
        Scaling("rsa-1024 key, new") { _, turns in
            expected { () throws(CipherError) in
                for _ in 0..<turns {
                    let key = try RSAPrivateKey.generate(bitLength: 1024)
                    _ = key.byteCount
                }
            }
        },
        Scaling("dsa-\(dsa.bitLength)-sign, one key", byteCount: dsa.orderByteCount) { dsa.sign($0, $1) },
        Scaling("dsa-\(dsa.bitLength) key, new") { _, turns in
            expected { () throws(CipherError) in
                for _ in 0..<turns {
                    let key = try DSAPrivateKey.generate(dsa.ours.publicKey.parameters)
                    _ = key.publicKey
                }
            }
        },
    ]
}

extension Scaling {
    /// Work that needs nothing of its own.
    fileprivate init(
        _ name: String, byteCount: Int = 0, work: @escaping @Sendable (UnsafeMutableRawBufferPointer, Int) -> Void
    ) {
        self.init(name, byteCount: byteCount, prepare: { { work($0, $1) } })
    }
}

/// One cipher that each thread has a copy of: they share the key.
private final class SharedCipher: Sendable {
    private let original: BulkCipher

    init() {
        original = expected { () throws(CipherError) in
            try BulkCipher(.aes256, key: [UInt8](repeating: 7, count: 32).span.bytes)
        }
    }

    func work() -> Comparison.Work {
        let box = Copy(expected { () throws(CipherError) in try original.copy() })
        return { buffer, turns in
            expected { () throws(CipherError) in for _ in 0..<turns { try box.cipher.encrypt(buffer) } }
        }
    }

    private final class Copy {
        var cipher: BulkCipher
        init(_ cipher: consuming BulkCipher) { self.cipher = cipher }
    }
}

private final class RSABox {
    private let key: RSAPrivateKey
    init(_ material: RSAMaterial) { key = expected { () throws(CipherError) in try material.copy() } }
    func run(_ block: UnsafeMutableRawBufferPointer, _ turns: Int) { RSAMaterial.raise(key, block, turns) }
}

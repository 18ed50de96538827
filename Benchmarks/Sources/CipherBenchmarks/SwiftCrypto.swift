#if SwiftCrypto
import BenchmarkRunner
import CipherCore
import Crypto
import Foundation

// swift-crypto on the same work. It encrypts into memory of its own.

func swiftCryptoGCM(_ key: [UInt8], isSealing: Bool) -> Comparison.Contender {
    .init("swift-crypto") {
        let key = SymmetricKey(data: key)
        var cached = (byteCount: -1, box: AES.GCM.SealedBox?.none)
        return { buffer, turns in
            do {
                let nonce = try AES.GCM.Nonce(data: [UInt8](repeating: 0, count: 12))
                if !isSealing, cached.byteCount != buffer.count {
                    let zeros = [UInt8](repeating: 0, count: buffer.count)
                    cached = (buffer.count, try AES.GCM.seal(zeros, using: key, nonce: nonce))
                }
                for _ in 0..<turns {
                    if isSealing {
                        let box = try AES.GCM.seal(UnsafeRawBufferPointer(buffer), using: key, nonce: nonce)
                        box.ciphertext.copyBytes(to: buffer)
                    } else if let box = cached.box {
                        try AES.GCM.open(box, using: key).copyBytes(to: buffer)
                    }
                }
            } catch {
                fatalError("\(error)")
            }
        }
    }
}

func swiftCryptoHash(_ algorithm: DigestAlgorithm) -> Comparison.Contender? {
    switch algorithm {
    case .md2, .md4: nil
    case .md5: hash(Insecure.MD5.self)
    case .sha1: hash(Insecure.SHA1.self)
    case .sha256: hash(SHA256.self)
    case .sha384: hash(SHA384.self)
    case .sha512: hash(SHA512.self)
    }
}

func swiftCryptoHMAC(_ algorithm: DigestAlgorithm, _ key: [UInt8]) -> Comparison.Contender? {
    switch algorithm {
    case .md2, .md4, .md5: nil
    case .sha1: hmac(Insecure.SHA1.self, key)
    case .sha256: hmac(SHA256.self, key)
    case .sha384: hmac(SHA384.self, key)
    case .sha512: hmac(SHA512.self, key)
    }
}

private func hash<Function: HashFunction>(_: Function.Type) -> Comparison.Contender {
    .init("swift-crypto") {
        { buffer, turns in
            for _ in 0..<turns {
                Function.hash(bufferPointer: UnsafeRawBufferPointer(buffer)).withUnsafeBytes {
                    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(buffer.count)))
                }
            }
        }
    }
}

private func hmac<Function: HashFunction>(_: Function.Type, _ key: [UInt8]) -> Comparison.Contender {
    .init("swift-crypto") {
        let key = SymmetricKey(data: key)
        return { buffer, turns in
            for _ in 0..<turns {
                Crypto.HMAC<Function>.authenticationCode(for: UnsafeRawBufferPointer(buffer), using: key)
                    .withUnsafeBytes {
                        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(buffer.count)))
                    }
            }
        }
    }
}

extension HashFunction {
    fileprivate static func hash(bufferPointer: UnsafeRawBufferPointer) -> Digest {
        var function = Self()
        function.update(bufferPointer: bufferPointer)
        return function.finalize()
    }
}
#endif

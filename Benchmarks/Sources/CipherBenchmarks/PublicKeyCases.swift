import BenchmarkRunner
import CCipherPeer
import CipherCore

/// RSA: raw operations on blocks, each the result of the last. Ours is blinded and checks its result.
func rsaComparisons(bitLengths: [Int]) -> [Comparison] {
    bitLengths.map(RSAMaterial.init).flatMap { material in
        [
            Comparison(
                "rsa-\(material.bitLength)-private", byteCounts: [material.bitLength / 8], allowedAllocations: 8,
                [
                    .init("ours") { { material.raisePrivately($0, $1) } },
                    .init("libgcrypt") {
                        { peer_rsa_private_gcrypt(material.peer, $0.baseAddress, $0.count, $1) }
                    },
                    .init("OpenSSL") {
                        { peer_rsa_private_openssl(material.peer, $0.baseAddress, $0.count, $1) }
                    },
                ]),
            Comparison(
                "rsa-\(material.bitLength)-public", byteCounts: [material.bitLength / 8], allowedAllocations: 8,
                [
                    .init("ours") { { material.raisePublicly($0, $1) } },
                    .init("libgcrypt") {
                        { peer_rsa_public_gcrypt(material.peer, $0.baseAddress, $0.count, $1) }
                    },
                    .init("OpenSSL") {
                        { peer_rsa_public_openssl(material.peer, $0.baseAddress, $0.count, $1) }
                    },
                ]),
        ]
    }
}

/// An RSA key, ours and the peers'.
final class RSAMaterial: @unchecked Sendable {
    // SAFETY (Sendable): nothing changes after `init`; the libraries' keys may be shared by threads.
    let bitLength: Int
    let peer: OpaquePointer?
    let ours: RSAPrivateKey

    init(bitLength: Int) {
        self.bitLength = bitLength
        let key = peer_rsa_make(CUnsignedInt(bitLength))
        peer = key
        ours = expected { () throws(CipherError) in try Self.key(key, bitLength) }
    }

    /// Another key object of the same numbers.
    func copy() throws(CipherError) -> RSAPrivateKey { try Self.key(peer, bitLength) }

    private static func key(_ peer: OpaquePointer?, _ bitLength: Int) throws(CipherError) -> RSAPrivateKey {
        let part = { (name: String, count: Int) in
            var bytes = [UInt8](repeating: 0, count: count)
            peer_rsa_part(peer, name, &bytes, count)
            return bytes
        }
        let publicKey = try RSAPublicKey(modulus: part("n", bitLength / 8).span.bytes, publicExponent: 65537)
        return try RSAPrivateKey(
            publicKey: publicKey, prime1: part("rsa-factor1", bitLength / 16).span.bytes,
            prime2: part("rsa-factor2", bitLength / 16).span.bytes)
    }

    func raisePrivately(_ block: UnsafeMutableRawBufferPointer, _ turns: Int) {
        Self.raise(ours, block, turns)
    }

    static func raise(_ key: borrowing RSAPrivateKey, _ block: UnsafeMutableRawBufferPointer, _ turns: Int) {
        do throws(CipherError) {
            for _ in 0..<turns {
                let power = try key.rawOperation(UnsafeRawBufferPointer(block).bytes)
                power.withUnsafeBytes { block.copyMemory(from: $0) }
            }
        } catch {
            fatalError("\(error)")
        }
    }

    func raisePublicly(_ block: UnsafeMutableRawBufferPointer, _ turns: Int) {
        expected { () throws(CipherError) in
            for _ in 0..<turns {
                block.copyBytes(from: try ours.publicKey.rawOperation(UnsafeRawBufferPointer(block).bytes))
            }
        }
    }
}

/// DSA signatures of a hash as long as q.
func dsaComparisons(bitLengths: [Int]) -> [Comparison] {
    bitLengths.map(DSAMaterial.init).flatMap { material in
        [
            Comparison(
                "dsa-\(material.bitLength)-sign", byteCounts: [material.orderByteCount], isDeterministic: false,
                allowedAllocations: 64,
                [
                    .init("ours") { { material.sign($0, $1) } },
                    .init("libgcrypt") { { peer_dsa_sign_gcrypt(material.peer, $0.baseAddress, $0.count, $1) } },
                    .init("OpenSSL") { { peer_dsa_sign_openssl(material.peer, $0.baseAddress, $0.count, $1) } },
                ]),
            Comparison(
                "dsa-\(material.bitLength)-verify", byteCounts: [material.orderByteCount], isDeterministic: false,
                allowedAllocations: 64,
                [
                    .init("ours") { { material.verify($0, $1) } },
                    .init("libgcrypt") { { peer_dsa_verify_gcrypt(material.peer, $0.baseAddress, $0.count, $1) } },
                    .init("OpenSSL") { { peer_dsa_verify_openssl(material.peer, $0.baseAddress, $0.count, $1) } },
                ]),
        ]
    }
}

/// A DSA key, ours and the peers'.
final class DSAMaterial: @unchecked Sendable {
    // SAFETY (Sendable): nothing changes after `init`; the libraries' keys may be shared by threads.
    let bitLength: Int
    let orderByteCount: Int
    let peer: OpaquePointer?
    let ours: DSAPrivateKey

    init(bitLength: Int) {
        self.bitLength = bitLength
        let orderByteCount = bitLength == 1024 ? 20 : 32
        let key = peer_dsa_make(CUnsignedInt(bitLength))
        let part = { (name: String, count: Int) in
            var bytes = [UInt8](repeating: 0, count: count)
            peer_dsa_part(key, name, &bytes, count)
            return bytes
        }
        self.orderByteCount = orderByteCount
        peer = key
        ours = expected { () throws(CipherError) in
            let parameters = try DSAParameters(
                prime: part("p", bitLength / 8).span.bytes, subgroupOrder: part("q", orderByteCount).span.bytes,
                generator: part("g", bitLength / 8).span.bytes)
            return try DSAPrivateKey(
                parameters: parameters, privateValue: part("priv", orderByteCount).span.bytes)
        }
    }

    func sign(_ hash: UnsafeMutableRawBufferPointer, _ turns: Int) {
        Signatures.make(hash, turns) { hash throws(CipherError) in try ours.sign(hash: hash) }
    }

    func verify(_ hash: UnsafeMutableRawBufferPointer, _ turns: Int) {
        Signatures.check(hash, turns) { hash throws(CipherError) in
            try ours.sign(hash: hash)
        } isValid: { signature, hash throws(CipherError) in
            try ours.publicKey.isValidSignature(signature, hash: hash)
        }
    }
}

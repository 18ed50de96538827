@testable import CipherCore

/// What the cipher core has and the provider does not use yet.
enum CoreScenarios {
    static func authenticate(_ witness: Witness) throws {
        do {
            let key = try SecretBytes.random(count: 32)
            witness.reveal(.bytes, "HMAC key", key.bytes)
            let code = try HMAC.authenticationCode(.sha256, key: key.bytes, data: RawSpan())
            witness.living()
            _ = code.count + key.count
        }
        witness.gone()
        for mode in AEADMode.allCases {
            do {
                let key = try SecretBytes.random(count: 32)
                witness.reveal(.aesKey, "AEAD key", key.bytes)
                var cipher = try AEADCipher(mode, key: key.bytes)
                var buffer = [UInt8](repeating: 0, count: 1000)
                var tag = [UInt8](repeating: 0, count: 16)
                let nonce = [UInt8](repeating: 1, count: 12)
                try buffer.withUnsafeMutableBytes { buffer in
                    let plaintext = UnsafeRawBufferPointer(buffer)
                    try tag.withUnsafeMutableBytes {
                        try cipher.seal(
                            plaintext, into: buffer, nonce: nonce.span.bytes, authenticating: RawSpan(), tag: $0)
                    }
                    try cipher.open(
                        plaintext, into: buffer, nonce: nonce.span.bytes, authenticating: RawSpan(),
                        tag: tag.span.bytes)
                }
                witness.living()
                _ = key.count
            }
            witness.gone()
        }
    }

    static func agree(_ witness: Witness) throws {
        guard let parameters = DiffieHellmanParameters.standard(bitLength: 2048) else { throw NotRefused() }
        let other = try DiffieHellmanPrivateKey.generate(parameters)
        do {
            let key = try DiffieHellmanPrivateKey.generate(parameters)
            witness.reveal(.bytes, "x", key.privateValue)
            let secret = try key.agree(with: other.publicValue.span.bytes)
            witness.reveal(.bytes, "shared secret", secret.bytes)
            let imported = try DiffieHellmanPrivateKey(parameters: parameters, privateValue: key.privateValue)
            witness.living()
            _ = imported.privateValue.byteCount + secret.count + key.privateValue.byteCount
        }
        witness.gone()
    }

    static func ellipticCurves(_ witness: Witness) throws {
        for name in NamedCurve.allCases {
            let curve = try ECCurve.named(name)
            let other = try ECPrivateKey.generate(curve).publicKey
            do {
                let key = try ECPrivateKey.generate(curve)
                witness.reveal(.bytes, "d", key.privateValue)
                let hash = try MessageDigest.hash(.sha256, RawSpan())
                _ = try key.sign(hash: hash.bytes)
                let secret = try key.agree(with: other)
                witness.reveal(.bytes, "shared secret", secret.bytes)
                let imported = try ECPrivateKey(curve: curve, privateValue: key.privateValue)
                witness.living()
                _ = imported.privateValue.byteCount + secret.count + key.privateValue.byteCount
            }
            witness.gone()
        }
        let other = try X25519PrivateKey.generate().publicKey
        do {
            let key = try X25519PrivateKey.generate()
            witness.reveal(.bytes, "X25519 key", key.privateValue)
            let secret = try key.agree(with: other)
            witness.reveal(.bytes, "shared secret", secret.bytes)
            witness.living()
            _ = secret.count + key.privateValue.byteCount
        }
        witness.gone()
    }

    /// A key wrapped and unwrapped, whole and damaged.
    static func wrap(_ witness: Witness) throws {
        for _ in 0..<2 {
            do {
                let wrappingKey = try SecretBytes.random(count: 32)
                let key = try SecretBytes.random(count: 24)
                witness.reveal(.aesKey, "wrapping key", wrappingKey.bytes)
                witness.reveal(.bytes, "key", key.bytes)
                var plain = try AESKeyWrap.wrap(key.bytes, under: wrappingKey.bytes)
                var padded = try AESPaddedKeyWrap.wrap(key.bytes, under: wrappingKey.bytes)
                _ = try AESKeyWrap.unwrap(plain.span.bytes, under: wrappingKey.bytes)
                _ = try AESPaddedKeyWrap.unwrap(padded.span.bytes, under: wrappingKey.bytes)
                plain[0] ^= 1
                padded[0] ^= 1
                try refuse(plain, padded, wrappingKey)
                let function = try AESWrapFunction(key: wrappingKey.bytes)
                witness.living()
                withExtendedLifetime(function) {}
                _ = wrappingKey.count + key.count
            }
            witness.gone()
        }
    }

    private static func refuse(_ plain: [UInt8], _ padded: [UInt8], _ key: borrowing SecretBytes) throws {
        do throws(CipherError) {
            _ = try AESKeyWrap.unwrap(plain.span.bytes, under: key.bytes)
        } catch {
            do throws(CipherError) { _ = try AESPaddedKeyWrap.unwrap(padded.span.bytes, under: key.bytes) } catch {
                return
            }
        }
        throw NotRefused()
    }

    static func signDSA(_ witness: Witness) throws {
        let parameters = try newGroup()
        let hash = try MessageDigest.hash(.sha1, RawSpan())
        do {
            let key = try DSAPrivateKey.generate(parameters)
            witness.reveal(.bytes, "x", key.privateValue)
            _ = try key.sign(hash: hash.bytes)
            let imported = try DSAPrivateKey(parameters: parameters, privateValue: key.privateValue)
            _ = try imported.sign(hash: hash.bytes)
            witness.living()
            _ = imported.privateValue.byteCount + key.privateValue.byteCount
        }
        witness.gone()
    }

    /// A DSA group of 1024 and 160 bits, found by trying.
    private static func newGroup() throws -> DSAParameters {
        var q = try BigInteger(4)
        repeat {
            var random = try SecretBytes.random(count: 20)
            random.withUnsafeMutableBytes { ($0[0], $0[19]) = ($0[0] | 0x80, $0[19] | 1) }
            q = try BigInteger(random)
        } while !q.isPrime()
        var p = try BigInteger(4)
        var cofactor = try BigInteger(2)
        repeat {
            var random = try SecretBytes.random(count: 108)
            random.withUnsafeMutableBytes { ($0[0], $0[107]) = ($0[0] | 0x80, $0[107] & 0xfe) }
            cofactor = try BigInteger(random)
            p = try cofactor * q + BigInteger(1)
        } while p.bitLength != 1024 || !p.isPrime()
        let g = try BigInteger(2).power(cofactor, modulo: p)
        let prime = try p.bytes(count: 128)
        let order = try q.bytes(count: 20)
        let generator = try g.bytes(count: 128)
        return try DSAParameters(prime: prime.bytes, subgroupOrder: order.bytes, generator: generator.bytes)
    }
}

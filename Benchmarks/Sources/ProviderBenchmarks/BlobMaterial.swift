import CipherCore
import KeyBlob
import KeyProvider

/// Keys in the provider, the same ones in the cipher core, and their BLOBs.
final class BlobMaterial: Sendable {
    /// AES-256, and 3DES for wraps by a session key.
    let session, tripleDES: SessionKey
    let sessionBytes, tripleDESBytes: [UInt8]
    /// RSA with 2048 bits.
    let pair: KeyPair
    let numbers: Numbers
    let core: RSAPrivateKey
    let sealing: SealingKey
    /// A cipher with the session key.
    let cipher: BulkCipher

    let plaintext, pkcs1, oaep, publicKey, privateKey, symmetricWrap, opaque, state: [UInt8]

    init() {
        let (aes, des) = ([UInt8](1...32), (1...24).map { UInt8($0 * 2).withOddParity })
        (sessionBytes, tripleDESBytes) = (aes, des)
        let session = Self.session(.aes256, aes)
        let tripleDES = Self.session(.tripleDES, des)
        let pair = expected { () throws(ProviderError) in try KeyPair(generating: .exchange, bits: 2048) }
        (plaintext, pkcs1, oaep, publicKey, privateKey, symmetricWrap, state) = expected {
            () throws(ProviderError) in
            (
                try session.exportPlaintext().array, try session.exportWrapped(for: pair.publicKey),
                try session.exportWrapped(for: pair.publicKey, padding: .oaep), try pair.publicKey.exportBlob(),
                try pair.exportBlob().array, try tripleDES.exportWrapped(by: tripleDES),
                try session.exportState().array
            )
        }
        let blob = privateKey
        numbers = expected { () throws(BlobError) in try Numbers(blob) }
        core = numbers.key()
        let sealing = expected { () throws(ProviderError) in
            let here = try ChannelAgreement(with: .current)
            let there = try ChannelAgreement(with: .current).message
            return try here.finish(there.span.bytes)
        }
        opaque = expected { () throws(ProviderError) in try session.exportOpaque(sealedBy: sealing) }
        cipher = expected { () throws(CipherError) in try BulkCipher(.aes256, key: aes.span.bytes) }
        self.session = session
        self.tripleDES = tripleDES
        self.pair = pair
        self.sealing = sealing
    }

    private static func session(_ algorithm: AlgorithmIdentifier, _ key: [UInt8]) -> SessionKey {
        let blob = expected { () throws(BlobError) in
            try PlaintextKeyBlob(keyAlgorithm: algorithm, key: key.span.bytes).serialized()
        }
        return expected { () throws(ProviderError) in try SessionKey(importing: blob.span.bytes) }
    }

    /// The numbers of an RSA key, as the cipher core takes them: big-endian.
    struct Numbers: Sendable {
        let modulus, prime1, prime2, exponent1, exponent2, coefficient, privateExponent: [UInt8]

        init(_ blob: [UInt8]) throws(BlobError) {
            let fields = try RSAPrivateKeyBlob(parsing: blob.span.bytes)
            modulus = fields.modulus.bytes.reversed()
            prime1 = fields.prime1.bytes.reversed()
            prime2 = fields.prime2.bytes.reversed()
            exponent1 = fields.exponent1.bytes.reversed()
            exponent2 = fields.exponent2.bytes.reversed()
            coefficient = fields.coefficient.bytes.reversed()
            privateExponent = fields.privateExponent.bytes.reversed()
        }

        func publicKey() -> RSAPublicKey {
            expected { () throws(CipherError) in
                try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537)
            }
        }

        func key() -> RSAPrivateKey {
            expected { () throws(CipherError) in
                try RSAPrivateKey(
                    publicKey: publicKey(), prime1: prime1.span.bytes, prime2: prime2.span.bytes,
                    exponent1: exponent1.span.bytes, exponent2: exponent2.span.bytes,
                    coefficient: coefficient.span.bytes, privateExponent: privateExponent.span.bytes)
            }
        }
    }
}

extension RawSpan {
    fileprivate func reversed() -> [UInt8] { withUnsafeBytes { $0.reversed() } }
}

extension SecretBytes {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension UInt8 {
    fileprivate var withOddParity: UInt8 { nonzeroBitCount % 2 == 1 ? self : self ^ 1 }
}

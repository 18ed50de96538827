internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A SIMPLEBLOB, sealed for the owner of an exchange key together with what it belongs to.
///
/// A SIMPLEBLOB alone says nothing of its purpose: whoever comes by one could deposit it under a description of his own.
/// AES-256-GCM under a key of this envelope's own closes both ways: nobody sees the BLOB, and it opens with its fields alone.
struct Envelope: Record, Sendable, Equatable {
    private static let nonceByteCount = 12
    private static let tagByteCount = 16
    /// Header, ALG_ID and a modulus of 16384 bits.
    static let longestSimpleBlob = 12 + 2048

    /// SIMPLEBLOB of the envelope's key, OAEP.
    private var keyBlob: [UInt8] = []
    private var nonce: [UInt8] = []
    private var sealed: [UInt8] = []
    private var tag: [UInt8] = []

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("envelope key", &keyBlob, in: 1...Self.longestSimpleBlob)
        try pass.bytes("nonce", &nonce, count: Self.nonceByteCount)
        try pass.bytes("sealed SIMPLEBLOB", &sealed, in: 1...Self.longestSimpleBlob)
        try pass.bytes("tag", &tag, count: Self.tagByteCount)
    }

    /// Seals `blob`.
    init(sealing blob: [UInt8], with details: [UInt8], for recipient: PublicKey) throws(TransferError) {
        nonce = try .random(count: Self.nonceByteCount)
        let key = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        keyBlob = try providing { () throws(ProviderError) in
            try key.exportWrapped(for: recipient, padding: .oaep)
        }
        var cipher = try Self.cipher(key)
        do throws(CipherError) {
            var sealed = try SecretBytes(count: blob.count)
            var tag = try SecretBytes(count: Self.tagByteCount)
            try unsafe blob.span.bytes.withUnsafeBytes { plain throws(CipherError) in
                try unsafe sealed.withUnsafeMutableBytes { sealed throws(CipherError) in
                    try unsafe tag.withUnsafeMutableBytes { tag throws(CipherError) in
                        try unsafe cipher.seal(
                            plain, into: sealed, nonce: nonce.span.bytes, authenticating: details.span.bytes, tag: tag)
                    }
                }
            }
            self.sealed = unsafe sealed.withUnsafeBytes { unsafe [UInt8]($0) }
            self.tag = unsafe tag.withUnsafeBytes { unsafe [UInt8]($0) }
        } catch {
            throw .provider(.cipher(error))
        }
    }

    /// The SIMPLEBLOB.
    ///
    /// - Throws: ``TransferError/provider(_:)`` for another pair, other fields, or damage.
    func open(with details: [UInt8], _ pair: borrowing KeyPair) throws(TransferError) -> SecretBytes {
        let key: SessionKey
        do throws(ProviderError) {
            key = try SessionKey(importing: unsafe keyBlob.span.bytes, unwrappingWith: pair, padding: .oaep)
        } catch {
            throw .provider(error)
        }
        var cipher = try Self.cipher(key)
        do throws(CipherError) {
            var blob = try SecretBytes(count: sealed.count)
            try unsafe sealed.span.bytes.withUnsafeBytes { sealed throws(CipherError) in
                try unsafe blob.withUnsafeMutableBytes { blob throws(CipherError) in
                    try unsafe cipher.open(
                        sealed, into: blob, nonce: nonce.span.bytes, authenticating: details.span.bytes,
                        tag: tag.span.bytes)
                }
            }
            return blob
        } catch {
            throw .provider(.cipher(error))
        }
    }

    private static func cipher(_ key: borrowing SessionKey) throws(TransferError) -> AEADCipher {
        try key.withKeyBytes { key throws(CipherError) in try AEADCipher(.gcm, key: key) }
    }
}

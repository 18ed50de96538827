internal import CipherCore
internal import KeyProvider

/// AES-256-GCM as a message has it: key and nonce are derived from a session key that is made for one message, so that no
/// nonce comes twice under one key.
struct MessageCipher: ~Copyable {
    static let tagByteCount = 16
    private static let label: StaticString = "keyblob message 1"
    private static let (keyByteCount, nonceByteCount) = (32, 12)

    private var cipher: AEADCipher
    private let nonce: [UInt8]

    /// HKDF-SHA-256 without salt, whose first 32 bytes are the key and the next 12 the nonce.
    init(_ sessionKey: borrowing SessionKey) throws(TransferError) {
        let pseudorandomKey = try sessionKey.pseudorandomKey(salt: [])
        let info = Self.label.utf8Bytes
        let material = try ciphering { () throws(CipherError) in
            try HKDF.expand(
                .sha256, pseudorandomKey: pseudorandomKey.bytes, info: unsafe info.span.bytes,
                byteCount: Self.keyByteCount + Self.nonceByteCount)
        }
        cipher = try ciphering { () throws(CipherError) in
            try AEADCipher(.gcm, key: material.bytes.extracting(first: Self.keyByteCount))
        }
        nonce = unsafe material.bytes.extracting(droppingFirst: Self.keyByteCount).withUnsafeBytes {
            unsafe [UInt8]($0)
        }
    }

    /// The ciphertext with its tag behind it.
    mutating func seal(_ plaintext: RawSpan, authenticating front: [UInt8]) throws(TransferError) -> [UInt8] {
        let nonce = nonce
        var sealed = [UInt8](repeating: 0, count: plaintext.byteCount + Self.tagByteCount)
        let end = plaintext.byteCount
        let failure = unsafe sealed.withUnsafeMutableBytes { sealed -> CipherError? in
            do throws(CipherError) {
                try unsafe plaintext.withUnsafeBytes { plaintext throws(CipherError) in
                    try unsafe cipher.seal(
                        plaintext, into: UnsafeMutableRawBufferPointer(rebasing: sealed[..<end]),
                        nonce: nonce.span.bytes, authenticating: front.span.bytes,
                        tag: UnsafeMutableRawBufferPointer(rebasing: sealed[end...]))
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw .provider(.cipher(failure)) }
        return sealed
    }

    /// What ``seal(_:authenticating:)`` sealed.
    ///
    /// - Throws: ``MessageError/doesNotOpen``.
    mutating func open(_ sealed: [UInt8], authenticating front: [UInt8]) throws(TransferError) -> SecretBytes {
        guard sealed.count >= Self.tagByteCount else { throw .message(.doesNotOpen) }
        let nonce = nonce
        let end = sealed.count - Self.tagByteCount
        do throws(CipherError) {
            var plaintext = try SecretBytes(count: end)
            try unsafe sealed.span.bytes.withUnsafeBytes { sealed throws(CipherError) in
                try unsafe plaintext.withUnsafeMutableBytes { plaintext throws(CipherError) in
                    try unsafe cipher.open(
                        UnsafeRawBufferPointer(rebasing: sealed[..<end]), into: plaintext, nonce: nonce.span.bytes,
                        authenticating: front.span.bytes,
                        tag: UnsafeRawBufferPointer(rebasing: sealed[end...]).bytes)
                }
            }
            return plaintext
        } catch .unwrapFailed {
            throw .message(.doesNotOpen)
        } catch {
            throw .provider(.cipher(error))
        }
    }
}

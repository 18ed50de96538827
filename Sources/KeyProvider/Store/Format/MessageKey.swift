package import CipherCore

/// AES-256-GCM for one message: key and nonce are both derived, with a salt that no other message has or of a key that no
/// other has, so that no nonce is used twice under one key.
package struct MessageKey: ~Copyable {
    /// 32 bytes of key and 12 of nonce.
    package static let byteCount = 44
    package static let tagByteCount = 16

    private let material: SecretBytes

    package init(_ material: consuming SecretBytes) { self.material = material }

    private var key: RawSpan { material.bytes.extracting(first: 32) }
    private var nonce: RawSpan { material.bytes.extracting(droppingFirst: 32) }

    /// The ciphertext, and the tag behind it.
    package func seal(_ plaintext: RawSpan, authenticating header: [UInt8]) throws(ProviderError) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: plaintext.byteCount + Self.tagByteCount)
        try providing { () throws(CipherError) in
            var cipher = try AEADCipher(.gcm, key: key)
            var target = sealed.mutableSpan
            try unsafe target.withUnsafeMutableBytes { sealed throws(CipherError) in
                let ciphertext = unsafe UnsafeMutableRawBufferPointer(rebasing: sealed[..<plaintext.byteCount])
                let tag = unsafe UnsafeMutableRawBufferPointer(rebasing: sealed[plaintext.byteCount...])
                try unsafe plaintext.withUnsafeBytes { plaintext throws(CipherError) in
                    try unsafe cipher.seal(
                        plaintext, into: ciphertext, nonce: nonce, authenticating: unsafe header.span.bytes, tag: tag)
                }
            }
        }
        return sealed
    }

    /// - Throws: ``ProviderError/unwrapFailed`` unless all of it is as ``seal(_:authenticating:)`` left it.
    package func open(_ sealed: RawSpan, authenticating header: RawSpan) throws(ProviderError) -> SecretBytes {
        let count = sealed.byteCount - Self.tagByteCount
        guard count >= 0 else { throw .unwrapFailed }
        return try providing { () throws(CipherError) in
            var cipher = try AEADCipher(.gcm, key: key)
            var opened = try SecretBytes(count: count)
            let tag = sealed.extracting(last: Self.tagByteCount)
            try unsafe opened.withUnsafeMutableBytes { opened throws(CipherError) in
                try unsafe sealed.extracting(first: count).withUnsafeBytes { ciphertext throws(CipherError) in
                    try unsafe cipher.open(
                        ciphertext, into: opened, nonce: nonce, authenticating: header, tag: tag)
                }
            }
            return opened
        }
    }
}

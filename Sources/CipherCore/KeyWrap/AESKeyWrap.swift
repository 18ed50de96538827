/// AES key wrap (RFC 3394; KW of NIST SP 800-38F): a key under an AES key, in whole semiblocks of eight bytes.
///
/// It is what CNG's `Rfc3565KeyWrapBlob` holds, and `id-aes128-wrap` and its siblings in CMS.
public enum AESKeyWrap {
    /// The check value of RFC 3394 section 2.2.3.1.
    private static let checkByte: UInt8 = 0xa6

    /// Wraps a key.
    ///
    /// - Parameters:
    ///   - key: 16 bytes or more, in multiples of eight.
    ///   - keyEncryptionKey: an AES key of 16, 24 or 32 bytes.
    /// - Returns: eight bytes more than `key`; the same for the same keys.
    /// - Throws: ``CipherError/illegalDataLength`` for another length of `key`, ``CipherError/illegalKeyLength`` for
    ///   another length of the key-encryption key, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func wrap(_ key: RawSpan, under keyEncryptionKey: RawSpan) throws(CipherError) -> [UInt8] {
        let function = try AESWrapFunction(key: keyEncryptionKey)
        guard key.byteCount >= 16, key.byteCount.isMultiple(of: 8) else { throw .illegalDataLength }
        var semiblocks = try SecretBytes(count: 8 + key.byteCount)
        return try semiblocks.withUnsafeMutableBytes { semiblocks throws(CipherError) in
            for index in 0..<8 { semiblocks[index] = checkByte }
            semiblocks.copy(key, at: 8)
            try function.encrypt(semiblocks)
            return Array(semiblocks)
        }
    }

    /// Unwraps what ``wrap(_:under:)`` made; the time depends on the lengths only, until the outcome is known.
    ///
    /// - Parameters:
    ///   - wrapped: 24 bytes or more, in multiples of eight.
    ///   - keyEncryptionKey: an AES key of 16, 24 or 32 bytes.
    /// - Returns: the key, eight bytes less than `wrapped`.
    /// - Throws: ``CipherError/unwrapFailed`` for another key-encryption key and for damage anywhere; then nothing of
    ///   the plaintext is left. ``CipherError/illegalDataLength`` for another length of `wrapped`,
    ///   ``CipherError/illegalKeyLength``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func unwrap(_ wrapped: RawSpan, under keyEncryptionKey: RawSpan) throws(CipherError) -> SecretBytes {
        let function = try AESWrapFunction(key: keyEncryptionKey)
        guard wrapped.byteCount >= 24, wrapped.byteCount.isMultiple(of: 8) else { throw .illegalDataLength }
        var semiblocks = try SecretBytes(copying: wrapped)
        try semiblocks.withUnsafeMutableBytes { semiblocks throws(CipherError) in
            try function.decrypt(semiblocks)
            var difference: UInt64 = 0
            for index in 0..<8 { difference |= UInt64(semiblocks[index] ^ checkByte) }
            guard ConstantTimeMask(isZero: difference).isTrue else { throw .unwrapFailed }
        }
        return try SecretBytes(copying: semiblocks.bytes.extracting(droppingFirst: 8))
    }
}

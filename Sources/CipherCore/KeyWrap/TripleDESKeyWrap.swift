/// The triple-DES key wrap of RFC 3217 section 3: a triple-DES key under a triple-DES key.
///
/// Keys with two DES keys (16 bytes, `CALG_3DES_112`) go in, and serve, as the three keys K1, K2, K1.
public enum TripleDESKeyWrap {
    /// The length of a wrapped key, in bytes, whatever the key.
    public static let wrappedByteCount = keyByteCount + CMSKeyWrap.overhead

    private static let keyByteCount = 24

    /// Wraps a key, whose bytes get odd parity first.
    ///
    /// - Parameters:
    ///   - key: 16 or 24 bytes.
    ///   - keyEncryptionKey: 16 or 24 bytes.
    /// - Returns: 40 bytes, others every time.
    /// - Throws: ``CipherError/illegalKeyLength`` for other lengths; ``CipherError/illegalParameter`` for a key of three
    ///   DES keys under one of two, which the RFC forbids; ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public static func wrap(_ key: RawSpan, under keyEncryptionKey: RawSpan) throws(CipherError) -> [UInt8] {
        let vector = try SecretBytes.random(count: 8)
        return try wrap(key, under: keyEncryptionKey, initializationVector: vector.bytes)
    }

    /// As ``wrap(_:under:)``, with a vector that is given and not drawn.
    static func wrap(
        _ key: RawSpan, under keyEncryptionKey: RawSpan, initializationVector: RawSpan
    ) throws(CipherError) -> [UInt8] {
        let key = try threeKeys(key)
        let keyEncryptionKey = try threeKeys(keyEncryptionKey)
        let isForbidden = hasTwoKeys(keyEncryptionKey.bytes) & !hasTwoKeys(key.bytes)
        guard !isForbidden.isTrue else { throw .illegalParameter }
        var cipher = try CMSKeyWrap(.tripleDES, key: keyEncryptionKey.bytes)
        return try cipher.wrap(key.bytes, initializationVector: initializationVector)
    }

    /// Unwraps what ``wrap(_:under:)`` made; the time depends on the lengths only, until the outcome is known.
    ///
    /// - Parameters:
    ///   - wrapped: 40 bytes.
    ///   - byteCount: the length of the key that is expected, 16 or 24 bytes. A key of 16 must be K1, K2, K1.
    ///   - keyEncryptionKey: 16 or 24 bytes.
    /// - Throws: ``CipherError/unwrapFailed`` for another key-encryption key, a byte of even parity, a key of three DES
    ///   keys under one of two, and damage anywhere; then nothing of the plaintext is left.
    ///   ``CipherError/illegalDataLength``, ``CipherError/illegalKeyLength``, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public static func unwrap(
        _ wrapped: RawSpan, byteCount: Int, under keyEncryptionKey: RawSpan
    ) throws(CipherError) -> SecretBytes {
        try unwrap(wrapped, byteCount: byteCount, under: keyEncryptionKey, isStrict: true)
    }

    /// As ``unwrap(_:byteCount:under:)``, for keys of writers that did not keep to the RFC: OpenSSL leaves the parity
    /// as it is, and others wrap three DES keys under two. The checksum must be right all the same.
    public static func unwrapTolerantly(
        _ wrapped: RawSpan, byteCount: Int, under keyEncryptionKey: RawSpan
    ) throws(CipherError) -> SecretBytes {
        try unwrap(wrapped, byteCount: byteCount, under: keyEncryptionKey, isStrict: false)
    }

    private static func unwrap(
        _ wrapped: RawSpan, byteCount: Int, under keyEncryptionKey: RawSpan, isStrict: Bool
    ) throws(CipherError) -> SecretBytes {
        guard byteCount == 16 || byteCount == keyByteCount else { throw .illegalKeyLength }
        let keyEncryptionKey = try threeKeys(keyEncryptionKey)
        guard wrapped.byteCount == wrappedByteCount else { throw .illegalDataLength }
        var cipher = try CMSKeyWrap(.tripleDES, key: keyEncryptionKey.bytes)
        let text = try cipher.unwrap(wrapped)
        let key = text.bytes.extracting(first: keyByteCount)

        var isGood = try CMSKeyWrap.hasGoodChecksum(text.bytes)
        if byteCount == 16 { isGood = isGood & hasTwoKeys(key) }
        if isStrict {
            isGood = isGood & DESParity.isOdd(key) & (hasTwoKeys(key) | !hasTwoKeys(keyEncryptionKey.bytes))
        }
        guard isGood.isTrue else { throw .unwrapFailed }
        return try SecretBytes(copying: key.extracting(first: byteCount))
    }

    /// The three DES keys of a key of 16 or 24 bytes, with odd parity.
    private static func threeKeys(_ key: RawSpan) throws(CipherError) -> SecretBytes {
        guard key.byteCount == 16 || key.byteCount == keyByteCount else { throw .illegalKeyLength }
        var keys = try SecretBytes(count: keyByteCount)
        keys.withUnsafeMutableBytes { keys in
            keys.copy(key, at: 0)
            if key.byteCount == 16 { keys.copy(key.extracting(first: 8), at: 16) }
            DESParity.forceOdd(keys)
        }
        return keys
    }

    /// Whether K1 and K3 are the same DES key.
    private static func hasTwoKeys(_ keys: RawSpan) -> ConstantTimeMask {
        var difference: UInt64 = 0
        for index in 0..<8 {
            let first = keys.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            let third = keys.unsafeLoad(fromByteOffset: 16 + index, as: UInt8.self)
            difference |= UInt64((first ^ third) & 0xfe)  // the low bit is parity
        }
        return ConstantTimeMask(isZero: difference)
    }
}

/// The RC2 key wrap of RFC 3217 section 4: an RC2 key under an RC2 key.
public enum RC2KeyWrap {
    /// The length octet holds any of these.
    private static let keyByteCounts = CipherAlgorithm.rc2.keyByteCounts

    /// The length of a wrapped key of `byteCount` bytes, in bytes: for 16, 40.
    ///
    /// - Throws: ``CipherError/illegalKeyLength`` unless it is 1…128.
    public static func wrappedByteCount(_ byteCount: Int) throws(CipherError) -> Int {
        guard keyByteCounts.contains(byteCount) else { throw .illegalKeyLength }
        return payloadByteCount(byteCount) + CMSKeyWrap.overhead
    }

    /// Wraps a key.
    ///
    /// - Parameters:
    ///   - key: 1…128 bytes, without salt.
    ///   - keyEncryptionKey: 1…128 bytes.
    ///   - effectiveKeyBits: the strength of the key-encryption key, 1…1024 bits; nil for all its bits. A wrap does not
    ///     tell: who unwraps must name the same.
    /// - Returns: ``wrappedByteCount(_:)`` bytes, others every time.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/illegalParameter`` (the effective bits),
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func wrap(
        _ key: RawSpan, under keyEncryptionKey: RawSpan, effectiveKeyBits: Int? = nil
    ) throws(CipherError) -> [UInt8] {
        let random = try SecretBytes.random(count: 16)
        return try wrap(
            key, under: keyEncryptionKey, effectiveKeyBits: effectiveKeyBits,
            initializationVector: random.bytes.extracting(first: 8), padding: random.bytes.extracting(last: 8))
    }

    /// As ``wrap(_:under:effectiveKeyBits:)``, with a vector and padding that are given and not drawn.
    ///
    /// - Parameter padding: as many bytes as there is room for, or more.
    static func wrap(
        _ key: RawSpan, under keyEncryptionKey: RawSpan, effectiveKeyBits: Int?, initializationVector: RawSpan,
        padding: RawSpan
    ) throws(CipherError) -> [UInt8] {
        guard keyByteCounts.contains(key.byteCount) else { throw .illegalKeyLength }
        var cipher = try CMSKeyWrap(.rc2, key: keyEncryptionKey, effectiveKeyBits: effectiveKeyBits)
        var payload = try SecretBytes(count: payloadByteCount(key.byteCount))
        payload.withUnsafeMutableBytes { payload in
            payload[0] = UInt8(key.byteCount)
            payload.copy(key, at: 1)
            let end = 1 + key.byteCount
            payload.copy(padding.extracting(first: payload.count - end), at: end)
        }
        return try cipher.wrap(payload.bytes, initializationVector: initializationVector)
    }

    /// Unwraps what ``wrap(_:under:effectiveKeyBits:)`` made; the time depends on the lengths only, until the outcome is
    /// known.
    ///
    /// - Parameters:
    ///   - wrapped: 24…152 bytes, in multiples of eight.
    ///   - keyEncryptionKey: 1…128 bytes.
    ///   - effectiveKeyBits: the strength of the key-encryption key, 1…1024 bits; nil for all its bits.
    /// - Returns: the key. Its length is public from here on.
    /// - Throws: ``CipherError/unwrapFailed`` for another key-encryption key, a length octet that leaves no padding of
    ///   0…7 bytes, and damage anywhere; then nothing of the plaintext is left. ``CipherError/illegalDataLength``,
    ///   ``CipherError/illegalKeyLength``, ``CipherError/illegalParameter``, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public static func unwrap(
        _ wrapped: RawSpan, under keyEncryptionKey: RawSpan, effectiveKeyBits: Int? = nil
    ) throws(CipherError) -> SecretBytes {
        var cipher = try CMSKeyWrap(.rc2, key: keyEncryptionKey, effectiveKeyBits: effectiveKeyBits)
        let payloadByteCount = wrapped.byteCount - CMSKeyWrap.overhead
        let longest = Self.payloadByteCount(keyByteCounts.upperBound)
        guard 8...longest ~= payloadByteCount, payloadByteCount.isMultiple(of: 8) else { throw .illegalDataLength }
        let text = try cipher.unwrap(wrapped)

        let length = UInt64(text.bytes.unsafeLoad(as: UInt8.self))
        let shortestKey = UInt64(max(keyByteCounts.lowerBound, payloadByteCount - 8))
        let longestKey = UInt64(min(keyByteCounts.upperBound, payloadByteCount - 1))
        let isGood =
            try CMSKeyWrap.hasGoodChecksum(text.bytes)
            & !ConstantTimeMask(length, isBelow: shortestKey) & !ConstantTimeMask(longestKey, isBelow: length)
        guard isGood.isTrue else { throw .unwrapFailed }
        let byteCount = Int(ConstantTimeMask.publish(length))
        return try SecretBytes(copying: text.bytes.extracting(1..<1 + byteCount))
    }

    /// The length octet and the key, filled up to whole blocks.
    private static func payloadByteCount(_ keyByteCount: Int) -> Int { (1 + keyByteCount + 7) / 8 * 8 }
}

/// AES key wrap with padding (RFC 5649; KWP of NIST SP 800-38F): bytes of any length under an AES key.
///
/// The check value is four fixed bytes and the length of the data; zeros fill the last semiblock of eight bytes.
public enum AESPaddedKeyWrap {
    /// The first half of the check value (RFC 5649 section 3).
    private static let constant: UInt32 = 0xa659_59a6

    /// Wraps a key, or other data.
    ///
    /// - Parameters:
    ///   - data: 1 byte to 2³² - 1.
    ///   - keyEncryptionKey: an AES key of 16, 24 or 32 bytes.
    /// - Returns: eight bytes more than `data` filled up to a multiple of eight; the same for the same keys.
    /// - Throws: ``CipherError/illegalDataLength`` for another length of `data`, ``CipherError/illegalKeyLength`` for
    ///   another length of the key-encryption key, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func wrap(_ data: RawSpan, under keyEncryptionKey: RawSpan) throws(CipherError) -> [UInt8] {
        let function = try AESWrapFunction(key: keyEncryptionKey)
        guard data.byteCount > 0, let length = UInt32(exactly: data.byteCount) else { throw .illegalDataLength }
        var semiblocks = try SecretBytes(count: 8 + (data.byteCount + 7) / 8 * 8)
        return try semiblocks.withUnsafeMutableBytes { semiblocks throws(CipherError) in
            semiblocks.storeBytes(of: constant.bigEndian, as: UInt32.self)
            semiblocks.storeBytes(of: length.bigEndian, toByteOffset: 4, as: UInt32.self)
            semiblocks.copy(data, at: 8)
            try function.encrypt(semiblocks)
            return Array(semiblocks)
        }
    }

    /// Unwraps what ``wrap(_:under:)`` made; the time depends on the lengths only, until the outcome is known.
    ///
    /// - Parameters:
    ///   - wrapped: 16 bytes or more, in multiples of eight.
    ///   - keyEncryptionKey: an AES key of 16, 24 or 32 bytes.
    /// - Returns: the data. Its length is public from here on.
    /// - Throws: ``CipherError/unwrapFailed`` for another key-encryption key, a length field that does not fit, a
    ///   padding byte that is not zero, and damage anywhere; then nothing of the plaintext is left.
    ///   ``CipherError/illegalDataLength`` for another length of `wrapped`, ``CipherError/illegalKeyLength``,
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func unwrap(_ wrapped: RawSpan, under keyEncryptionKey: RawSpan) throws(CipherError) -> SecretBytes {
        let function = try AESWrapFunction(key: keyEncryptionKey)
        guard wrapped.byteCount >= 16, wrapped.byteCount.isMultiple(of: 8) else { throw .illegalDataLength }
        var semiblocks = try SecretBytes(copying: wrapped)
        let byteCount = try semiblocks.withUnsafeMutableBytes { semiblocks throws(CipherError) in
            try function.decrypt(semiblocks)
            return try dataByteCount(in: UnsafeRawBufferPointer(semiblocks))
        }
        return try SecretBytes(copying: semiblocks.bytes.extracting(8..<8 + byteCount))
    }

    /// The three checks of RFC 5649 section 3, as one.
    private static func dataByteCount(in semiblocks: UnsafeRawBufferPointer) throws(CipherError) -> Int {
        let found = UInt64(semiblocks.loadUnaligned(as: UInt32.self).bigEndian)
        let length = UInt64(semiblocks.loadUnaligned(fromByteOffset: 4, as: UInt32.self).bigEndian)
        let longest = UInt64(semiblocks.count - 8)
        var padding: UInt64 = 0
        for position in longest - 8..<longest {
            let isPadding = !ConstantTimeMask(position, isBelow: length)
            padding |= isPadding.select(UInt64(semiblocks[Int(position) + 8]), else: 0)
        }
        let isGood =
            ConstantTimeMask(isZero: found ^ UInt64(constant)) & ConstantTimeMask(isZero: padding)
            & ConstantTimeMask(longest - 8, isBelow: length) & !ConstantTimeMask(longest, isBelow: length)
        guard isGood.isTrue else { throw .unwrapFailed }
        return Int(ConstantTimeMask.publish(length))
    }
}

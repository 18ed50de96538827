/// The mark of an SSL 2.0 client that could speak SSL 3.0: the last eight bytes of the padding around its key are 3
/// (RFC 6101 appendix E, RFC 2246 appendix E.2). A server that can speak SSL 3.0 too and finds it in an SSL 2.0
/// handshake knows that somebody between them has changed the client's greeting.
private enum RollbackMark {
    static let byteCount = 8
    static let byte: UInt8 = 3
}

extension RSAPublicKey {
    /// Encrypts as ``wrapPKCS1(_:)``, and marks the padding (`CRYPT_SSL2_FALLBACK`).
    ///
    /// - Parameter message: at most ``byteCount`` - 19 bytes: eight random bytes stay in the padding.
    /// - Throws: as ``wrapPKCS1(_:)``.
    public func wrapPKCS1MarkingRollback(_ message: RawSpan) throws(CipherError) -> [UInt8] {
        guard message.byteCount <= byteCount - PKCS1Padding.overhead - RollbackMark.byteCount else {
            throw .messageTooLong
        }
        let separator = byteCount - message.byteCount - 1
        var block = try PKCS1Padding.pad(message, byteCount: byteCount)
        block.withUnsafeMutableBytes { block in
            for index in separator - RollbackMark.byteCount..<separator { block[index] = RollbackMark.byte }
        }
        return try rawOperation(block.bytes)
    }
}

extension RSAPrivateKey {
    /// Decrypts as ``unwrapPKCS1Substituting(_:legalByteCounts:)``, but for a message whose padding is marked: nil.
    ///
    /// The refusal tells a stranger nothing that he can use: it takes a good padding, a legal length and the mark all at
    /// once, so that of ciphertexts he makes up, or makes of others by multiplication, not one in 2⁶⁴ meets it; and whose
    /// ciphertext is marked by its maker he knows without asking. All else goes the same way in the same time.
    ///
    /// - Returns: nil for a marked message; else as ``unwrapPKCS1Substituting(_:legalByteCounts:)``.
    /// - Throws: as ``unwrapPKCS1Substituting(_:legalByteCounts:)``.
    public borrowing func unwrapPKCS1Unmarked(
        _ ciphertext: RawSpan, legalByteCounts: ClosedRange<Int>
    ) throws(CipherError) -> SecretBytes? {
        let legalByteCounts = try PKCS1Padding.fitting(legalByteCounts, blockByteCount: byteCount)
        let block = try rawOperation(ciphertext)
        let found = PKCS1Padding.examine(block, legalByteCounts: legalByteCounts)
        if (found.isGood & Self.isMarked(block, messageByteCount: found.messageByteCount)).isTrue { return nil }
        return try messageOrSubstitute(in: block, of: ciphertext, legalByteCounts: legalByteCounts)
    }

    /// Whether the bytes in front of the separator are the mark, in a time that depends on the block's length alone.
    private static func isMarked(_ block: borrowing SecretBytes, messageByteCount: UInt64) -> ConstantTimeMask {
        block.withUnsafeBytes { block in
            let separator = UInt64(block.count - 1) &- messageByteCount
            var difference: UInt64 = 0
            for index in block.indices {
                // From the separator backwards: 0 is the separator itself, and what lies behind it is huge.
                let distance = separator &- UInt64(index)
                let isInside =
                    !ConstantTimeMask(isZero: distance)
                    & ConstantTimeMask(isZero: distance & ~UInt64(2 * RollbackMark.byteCount - 1))
                    & !ConstantTimeMask(UInt64(RollbackMark.byteCount), isBelow: distance & 0xff)
                difference |= isInside.select(UInt64(block[index] ^ RollbackMark.byte), else: 0)
            }
            return ConstantTimeMask(isZero: difference)
        }
    }
}

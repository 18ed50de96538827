extension RSAPrivateKey {
    /// Decrypts what ``RSAPublicKey/wrapPKCS1(_:)`` made (RSAES-PKCS1-v1_5, RFC 8017 section 7.2.2), and says when it
    /// cannot.
    ///
    /// For the owner of the key at a terminal, and for interfaces whose contract is an error. Whatever is wrong is one
    /// error in one time, but *that* something is wrong is Bleichenbacher's oracle all the same: some ten thousand to a
    /// million answers open a ciphertext or forge a signature. What a stranger can feed goes to
    /// ``unwrapPKCS1Substituting(_:legalByteCounts:)``.
    ///
    /// - Parameters:
    ///   - ciphertext: big-endian, exactly ``byteCount`` bytes.
    ///   - legalByteCounts: the lengths a message may have; what exceeds ``byteCount`` - 11 is left out. A good padding
    ///     around another length fails like a bad one.
    /// - Returns: the message, in its natural byte order. Its length is public from here on.
    /// - Throws: ``CipherError/unwrapFailed``; ``CipherError/illegalDataLength`` for another ciphertext length;
    ///   ``CipherError/illegalParameter`` when no legal length fits; and what ``rawOperation(_:)`` throws.
    public borrowing func unwrapPKCS1Reporting(
        _ ciphertext: RawSpan, legalByteCounts: ClosedRange<Int>
    ) throws(CipherError) -> SecretBytes {
        try RSAMessageBlock(rawOperation(ciphertext)).messageOrError(legalByteCounts: legalByteCounts)
    }

    /// Decrypts what ``RSAPublicKey/wrapPKCS1(_:)`` made, and gives another message when it cannot: implicit rejection.
    ///
    /// The other message, and its length among the legal ones, look random and are the same for the same ciphertext and
    /// key. Both are made every time and one is chosen by mask, so neither time nor result tells a stranger which it
    /// is; a damaged message then shows when what it protects does not open. Whoever uses the result must go on in the
    /// same way for both: an early "this key is weak" is an oracle again.
    ///
    /// - Parameters:
    ///   - ciphertext: big-endian, exactly ``byteCount`` bytes.
    ///   - legalByteCounts: the lengths a message may have; what exceeds ``byteCount`` - 11 is left out. A good padding
    ///     around another length is rejected like a bad one. With one legal length nothing is told at all; with several
    ///     a stranger may compare the length with the one he expected.
    /// - Returns: a message of legal length. That length, of either message, is public from here on: it is what a
    ///   caller sees of the result first.
    /// - Throws: ``CipherError/illegalDataLength`` for another ciphertext length; ``CipherError/illegalParameter`` when
    ///   no legal length fits; and what ``rawOperation(_:)`` throws, all of it independent of the padding.
    public borrowing func unwrapPKCS1Substituting(
        _ ciphertext: RawSpan, legalByteCounts: ClosedRange<Int>
    ) throws(CipherError) -> SecretBytes {
        try messageOrSubstitute(in: rawOperation(ciphertext), of: ciphertext, legalByteCounts: legalByteCounts)
    }

    /// What is left to do when the ciphertext has become a block.
    borrowing func messageOrSubstitute(
        in block: consuming SecretBytes, of ciphertext: RawSpan, legalByteCounts: ClosedRange<Int>
    ) throws(CipherError) -> SecretBytes {
        try RSAMessageBlock(block).messageOrSubstitute(
            of: ciphertext, secret: privateExponent, legalByteCounts: legalByteCounts)
    }
}

extension PKCS1Padding {
    /// What a block turned out to hold; secret until somebody makes it public.
    struct Finding {
        let isGood: ConstantTimeMask
        /// Meaningless unless good.
        let messageByteCount: UInt64
    }

    /// The lengths of `legalByteCounts` that a block can hold.
    ///
    /// - Throws: ``CipherError/illegalParameter`` when it can hold none.
    static func fitting(
        _ legalByteCounts: ClosedRange<Int>, blockByteCount: Int
    ) throws(CipherError) -> ClosedRange<Int> {
        let longest = min(legalByteCounts.upperBound, blockByteCount - overhead)
        guard legalByteCounts.lowerBound >= 0, legalByteCounts.lowerBound <= longest else { throw .illegalParameter }
        return legalByteCounts.lowerBound...longest
    }

    /// Whether a block is 00 02, at least eight nonzero bytes, 00, and a message of legal length.
    ///
    /// Reads the whole block, and takes the same time for all blocks of a length.
    ///
    /// - Parameter legalByteCounts: what ``fitting(_:blockByteCount:)`` gave.
    static func examine(_ block: borrowing SecretBytes, legalByteCounts: ClosedRange<Int>) -> Finding {
        block.withUnsafeBytes { block in
            var separator: UInt64 = 0
            var hasEnded = ConstantTimeMask.never
            for index in 2..<block.count {
                let isZero = ConstantTimeMask(isZero: UInt64(block[index]))
                separator = (isZero & !hasEnded).select(UInt64(index), else: separator)
                hasEnded = hasEnded | isZero
            }
            let hasHeader = ConstantTimeMask(isZero: UInt64(block[0]) | UInt64(block[1] ^ 2))
            // A legal length, n - 11 at most, leaves the padding its eight bytes; without a separator this is n - 1.
            let count = UInt64(block.count - 1) &- separator
            let isLegal =
                !ConstantTimeMask(count, isBelow: UInt64(legalByteCounts.lowerBound))
                & !ConstantTimeMask(UInt64(legalByteCounts.upperBound), isBelow: count)
            return Finding(isGood: hasHeader & isLegal, messageByteCount: count)
        }
    }
}

/// What a private key's raw operation makes of a ciphertext: a message with its padding still around it.
///
/// For keys whose numbers are elsewhere, in a token: it computes the raw operation, and the padding is taken off here, in
/// a time that tells nothing. ``RSAPrivateKey`` does the same within.
public struct RSAMessageBlock: ~Copyable {
    private var block: SecretBytes

    /// - Parameter block: big-endian, exactly as long as the modulus.
    public init(_ block: consuming SecretBytes) { self.block = block }

    /// The message of RSAES-PKCS1-v1_5, or an error: Bleichenbacher's oracle in a stranger's hands, as
    /// ``RSAPrivateKey/unwrapPKCS1Reporting(_:legalByteCounts:)`` is.
    ///
    /// - Throws: ``CipherError/unwrapFailed``; ``CipherError/illegalParameter`` when no legal length fits.
    public consuming func messageOrError(legalByteCounts: ClosedRange<Int>) throws(CipherError) -> SecretBytes {
        let legalByteCounts = try PKCS1Padding.fitting(legalByteCounts, blockByteCount: block.count)
        let found = PKCS1Padding.examine(block, legalByteCounts: legalByteCounts)
        guard found.isGood.isTrue else { throw .unwrapFailed }
        return try block.last(Int(ConstantTimeMask.publish(found.messageByteCount)))
    }

    /// The message of RSAES-PKCS1-v1_5, or another in its place, as
    /// ``RSAPrivateKey/unwrapPKCS1Substituting(_:legalByteCounts:)`` gives it.
    ///
    /// - Parameters:
    ///   - ciphertext: what the block was made of.
    ///   - secret: what the other message follows from, together with the ciphertext: always the same for a key, and
    ///     out of reach for who lacks it.
    ///   - legalByteCounts: the lengths that a message may have.
    /// - Throws: ``CipherError/illegalParameter`` when no legal length fits, ``CipherError/outOfMemory``.
    public consuming func messageOrSubstitute(
        of ciphertext: RawSpan, secret: RawSpan, legalByteCounts: ClosedRange<Int>
    ) throws(CipherError) -> SecretBytes {
        let legalByteCounts = try PKCS1Padding.fitting(legalByteCounts, blockByteCount: block.count)
        let found = PKCS1Padding.examine(block, legalByteCounts: legalByteCounts)
        let rejection = try ImplicitRejection(of: ciphertext, by: secret)
        let substitute = try rejection.block(byteCount: block.count)
        let substituteByteCount = try rejection.messageByteCount(in: legalByteCounts)

        block.replace(with: substitute, where: !found.isGood)
        let messageByteCount = found.isGood.select(found.messageByteCount, else: substituteByteCount)
        return try block.last(Int(ConstantTimeMask.publish(messageByteCount)))
    }

    /// The message of RSAES-OAEP, as ``RSAPrivateKey/unwrapOAEP(_:label:digest:)`` gives it.
    ///
    /// - Throws: ``CipherError/unwrapFailed``, ``CipherError/unsupportedAlgorithm``, ``CipherError/outOfMemory``.
    public consuming func messageOfOAEP(
        label: RawSpan = RawSpan(), digest: DigestAlgorithm = .sha1
    ) throws(CipherError) -> SecretBytes {
        try OAEP(digest: digest).unpad(block, label: label)
    }
}

extension SecretBytes {
    /// Replaces all bytes by those of `other`, of equal length, if the mask is true; the time is the same if not.
    fileprivate mutating func replace(with other: borrowing SecretBytes, where mask: ConstantTimeMask) {
        other.withUnsafeBytes { other in
            withUnsafeMutableBytes { bytes in
                for index in bytes.indices { bytes[index] = mask.select(other[index], else: bytes[index]) }
            }
        }
    }

    /// A copy of the last `count` bytes; the count is public.
    fileprivate borrowing func last(_ count: Int) throws(CipherError) -> SecretBytes {
        try SecretBytes(copying: bytes.extracting(last: count))
    }
}

extension RSAPrivateKey {
    /// Signs a hash value (RSASSA-PKCS1-v1_5 and RSASSA-PSS, RFC 8017 section 8; X9.31).
    ///
    /// - Parameters:
    ///   - hash: the hash value, in its natural byte order.
    ///   - padding: how it is laid out; PSS draws a new salt every time.
    /// - Returns: the signature: big-endian, ``byteCount`` bytes. CryptoAPI's own signatures are the reverse.
    /// - Throws: ``CipherError/illegalDataLength`` where the hash value is not as long as its algorithm's,
    ///   ``CipherError/messageTooLong`` where the modulus is too short, ``CipherError/unsupportedAlgorithm`` for X9.31
    ///   with MD2, MD4 or MD5, ``CipherError/illegalParameter`` for a negative salt length, and what
    ///   ``rawOperation(_:)`` throws.
    public borrowing func sign(hash: RawSpan, padding: RSASignaturePadding) throws(CipherError) -> [UInt8] {
        var salt: [UInt8] = []
        if case .pss(_, let saltByteCount) = padding {
            guard saltByteCount >= 0 else { throw .illegalParameter }
            guard saltByteCount < byteCount else { throw .messageTooLong }
            salt = try SecretBytes.random(count: saltByteCount).withUnsafeBytes { Array($0) }
        }
        let block = try padding.block(hash: array(hash), salt: salt, modulusBitLength: bitLength)
        return try rawOperation(block.span.bytes).withUnsafeBytes { Array($0) }
    }
}

extension RSAPublicKey {
    /// Whether `signature` is one of the key's owner for this hash value.
    ///
    /// Strict: the block is made anew and compared as a whole, so that nothing hides in padding or in another encoding
    /// of the same DigestInfo (Bleichenbacher's forgery, 2006).
    ///
    /// - Parameters:
    ///   - signature: big-endian; of another length than ``byteCount``, or not below the modulus, it is none.
    ///   - hash: the hash value, in its natural byte order.
    ///   - padding: the one form that is accepted.
    /// - Throws: ``CipherError/illegalDataLength`` where the hash value is not as long as its algorithm's,
    ///   ``CipherError/messageTooLong`` where no signature of this form fits under the modulus,
    ///   ``CipherError/unsupportedAlgorithm``, ``CipherError/illegalParameter`` for a negative salt length,
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public func isValidSignature(
        _ signature: RawSpan, hash: RawSpan, padding: RSASignaturePadding
    ) throws(CipherError) -> Bool {
        var salt: [UInt8] = []
        var block: [UInt8] = []
        if signature.isBelow(modulus.span.bytes) { block = try rawOperation(signature) }
        if case .pss(let digest, let saltByteCount) = padding {
            guard saltByteCount >= 0 else { throw .illegalParameter }
            guard saltByteCount < byteCount else { throw .messageTooLong }
            let pss = PSS(digest: digest, modulusBitLength: bitLength)
            // A block that holds none is compared with that of another salt: it cannot be equal.
            salt = try pss.salt(in: block, byteCount: saltByteCount) ?? [UInt8](repeating: 0, count: saltByteCount)
        }
        let expected = try padding.block(hash: array(hash), salt: salt, modulusBitLength: bitLength)
        if block == expected { return true }
        guard case .x931 = padding, !block.isEmpty else { return false }
        // n - s was given in place of s: the power is n minus the block.
        let sum = try Modulus(modulus.span.bytes).sum(block.span.bytes, expected.span.bytes)
        return sum.isZero
    }
}

private func array(_ bytes: RawSpan) -> [UInt8] { bytes.withUnsafeBytes { Array($0) } }

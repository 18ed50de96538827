public import CipherCore

/// Short data under an RSA key itself, as CryptEncrypt and CryptDecrypt have it. Session keys are wrapped by
/// ``SessionKey/exportWrapped(for:padding:)``; this is for programs that encrypt a few bytes of their own.
extension PublicKey {
    /// Data encrypted for the key's owner.
    ///
    /// - Parameter label: of OAEP (KP_OAEP_PARAMS); PKCS #1 has none.
    /// - Returns: little-endian, as long as the modulus, another ciphertext every time.
    /// - Throws: ``ProviderError/unsuitableKey`` unless it is an RSA exchange key; ``ProviderError/messageTooLong`` for
    ///   more than the modulus less 11 bytes, or 42 with OAEP.
    public func encrypt(
        _ message: RawSpan, padding: WrapPadding = .pkcs1, label: RawSpan = RawSpan()
    ) throws(ProviderError) -> [UInt8] {
        guard purpose == .exchange else { throw .unsuitableKey }
        let rsa = try rsa()
        let ciphertext = try providing { () throws(CipherError) in
            switch padding {
            case .pkcs1: try rsa.wrapPKCS1(message)
            case .oaep: try rsa.wrapOAEP(message, label: label)
            }
        }
        return ciphertext.reversed()
    }
}

extension KeyPair {
    /// The length of the modulus, and of everything that is encrypted under it, in bytes.
    ///
    /// - Throws: ``ProviderError/unsuitableKey`` for a pair that is not RSA's.
    public func encryptedByteCount() throws(ProviderError) -> Int { try rsa().value.byteCount }

    /// What ``PublicKey/encrypt(_:padding:label:)`` encrypted. The one error says nothing of the cause, but that there is one
    /// is Bleichenbacher's oracle in a stranger's hands: for the owner's own data.
    ///
    /// - Parameters:
    ///   - ciphertext: little-endian, as long as the modulus.
    ///   - label: as it was encrypted with.
    /// - Throws: ``ProviderError/unsuitableKey`` unless it is an RSA exchange pair,
    ///   ``ProviderError/wrongKeyLength(wrapped:modulus:)``, ``ProviderError/unwrapFailed``.
    public func decrypt(
        _ ciphertext: RawSpan, padding: WrapPadding = .pkcs1, label: RawSpan = RawSpan()
    ) throws(ProviderError) -> SecretBytes {
        let block = try block(ciphertext)
        let rsa = try rsa()
        return try providing { () throws(CipherError) in
            switch padding {
            case .pkcs1: try rsa.value.unwrapPKCS1Reporting(block.bytes, legalByteCounts: 0...rsa.value.byteCount - 11)
            case .oaep: try rsa.value.unwrapOAEP(block.bytes, label: label)
            }
        }
    }

    /// The block that was encrypted, padding included (CRYPT_DECRYPT_RSA_NO_PADDING_CHECK): big-endian, as long as the
    /// modulus. Whoever looks at the padding of what a stranger sent answers an attacker.
    ///
    /// - Throws: as ``decrypt(_:padding:label:)``.
    public func decryptWithoutPadding(_ ciphertext: RawSpan) throws(ProviderError) -> SecretBytes {
        let block = try block(ciphertext)
        let rsa = try rsa()
        return try providing { () throws(CipherError) in try rsa.value.rawOperation(block.bytes) }
    }

    /// A ciphertext in the cipher core's byte order.
    private func block(_ ciphertext: RawSpan) throws(ProviderError) -> SecretBytes {
        guard purpose == .exchange else { throw .unsuitableKey }
        let modulus = try encryptedByteCount()
        guard ciphertext.byteCount == modulus else {
            throw .wrongKeyLength(wrapped: ciphertext.byteCount, modulus: modulus)
        }
        return try reversed(ciphertext)
    }
}

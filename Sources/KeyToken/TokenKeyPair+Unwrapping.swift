internal import CipherCore
public import KeyBlob
public import KeyProvider

extension SessionKey {
    /// The key in a SIMPLEBLOB, unwrapped with an exchange pair that lives in a token.
    ///
    /// The token computes the raw operation (CKM_RSA_X_509), and the padding is taken off here: a token that does it
    /// itself tells bad padding from good, by its answer and by its time. One without the raw mechanism is refused.
    ///
    /// - Parameters:
    ///   - padding: as it was wrapped; the BLOB does not say.
    ///   - failure: what to do when it does not open. OAEP always reports: its failures tell a stranger nothing.
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/notPermitted``, ``TokenError/mechanismMissing(_:)``; ``TokenError/provider(_:)`` as the
    ///   import with a pair in software.
    public init(
        importing blob: borrowing SimpleBlob, unwrappingWith pair: borrowing TokenKeyPair,
        padding: WrapPadding = .pkcs1, failure: UnwrapFailure = .substitute, provider: Provider = .aes,
        salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(TokenError) {
        guard pair.purpose == .exchange else { throw .provider(.unsuitableKey) }
        guard pair.permissions.contains(.decrypt) else { throw .provider(.notPermitted) }
        let wrapped = blob.encryptedKey.byteCount
        let modulus = pair.rsa.byteCount
        guard wrapped == modulus else { throw .provider(.wrongKeyLength(wrapped: wrapped, modulus: modulus)) }
        let algorithm = blob.keyAlgorithm
        let legal = try inProvider { () throws(ProviderError) in try provider.wrappedKeyByteCounts(of: algorithm) }
        let key = try pair.unwrap(ByteOrder.bigEndian(blob.encryptedKey), padding, failure, legalByteCounts: legal)
        guard legal.contains(key.count) else { throw .provider(.unwrapFailed) }
        do throws(ProviderError) {
            try self.init(imported: key, algorithm, provider, salt, isExportable: isExportable)
        } catch {
            throw .provider(error)
        }
    }

    /// The key in the bytes of a SIMPLEBLOB, read strictly.
    ///
    /// - Throws: ``TokenError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, unwrappingWith pair: borrowing TokenKeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .substitute, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(TokenError) {
        let blob: SimpleBlob
        do throws(BlobError) { blob = try SimpleBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(
            importing: blob, unwrappingWith: pair, padding: padding, failure: failure, provider: provider, salt: salt,
            isExportable: isExportable)
    }
}

extension TokenKeyPair {
    /// The message in a ciphertext, which is big-endian and as long as the modulus.
    fileprivate borrowing func unwrap(
        _ ciphertext: [UInt8], _ padding: WrapPadding, _ failure: UnwrapFailure, legalByteCounts: ClosedRange<Int>
    ) throws(TokenError) -> SecretBytes {
        // Before the block is open: whether it can be had must not depend on what is in it.
        let secret = padding == .pkcs1 && failure == .substitute ? try rejectionSecret.bytes(of: self) : nil
        let block = RSAMessageBlock(try openBlock(ciphertext))
        do throws(CipherError) {
            switch padding {
            case .oaep: return try block.messageOfOAEP()
            case .pkcs1:
                guard let secret else { return try block.messageOrError(legalByteCounts: legalByteCounts) }
                return try block.messageOrSubstitute(
                    of: ciphertext.span.bytes, secret: secret.bytes, legalByteCounts: legalByteCounts)
            }
        } catch {
            throw error == .unwrapFailed ? .provider(.unwrapFailed) : .provider(.cipher(error))
        }
    }
}

internal import CipherCore
public import KeyBlob

// SYMMETRICWRAPKEYBLOB: a session key under a session key. 3DES keys of either kind go under 3DES keys, RC2 keys under
// RC2 keys, as RFC 3217 wraps them. The wrapping key lends its cipher as parameters made it (RC2's salt and effective key
// length included, which the BLOB does not name), not its mode, IV or place in a stream, and does not change.
//
// Whether KP_PERMISSIONS' CRYPT_EXPORT_KEY and CRYPT_IMPORT_KEY matter to Windows here is not documented, and no key of
// its own providers has them: they are not asked for.
extension SessionKey {
    /// The key in a SYMMETRICWRAPKEYBLOB, unwrapped with another session key.
    ///
    /// - Throws: ``ProviderError/unsuitableKey`` where the BLOB names another algorithm than the wrapping key's, or that
    ///   key only authenticates; ``ProviderError/unsupportedAlgorithm(_:)``; ``ProviderError/unwrapFailed`` for another
    ///   key and damage anywhere, and nobody learns which; ``ProviderError/illegalKeyLength(bits:)`` where it opened and
    ///   the provider does not take such a key.
    public init(
        importing blob: borrowing SymmetricWrapKeyBlob, unwrappingWith wrappingKey: borrowing SessionKey,
        provider: Provider = .aes, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        guard wrappingKey.role.encrypts, blob.wrappingAlgorithm == wrappingKey.algorithm else { throw .unsuitableKey }
        let algorithm = blob.keyAlgorithm
        let legal = try provider.wrappedKeyByteCounts(of: algorithm)
        let wrapped = blob.wrapped
        let key = try wrappingKey.withCipherKey { cipherKey, effectiveBits throws(CipherError) in
            algorithm == .rc2
                ? try RC2KeyWrap.unwrap(wrapped, under: cipherKey, effectiveKeyBits: effectiveBits)
                : try TripleDESKeyWrap.unwrap(wrapped, byteCount: legal.upperBound, under: cipherKey)
        }
        guard legal.contains(key.count) else { throw .illegalKeyLength(bits: key.count * 8) }
        try self.init(imported: key, algorithm, provider, salt, isExportable: isExportable)
    }

    /// The key in the bytes of a SYMMETRICWRAPKEYBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, unwrappingWith wrappingKey: borrowing SessionKey, provider: Provider = .aes,
        salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        let blob: SymmetricWrapKeyBlob
        do throws(BlobError) { blob = try SymmetricWrapKeyBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(
            importing: blob, unwrappingWith: wrappingKey, provider: provider, salt: salt, isExportable: isExportable)
    }

    /// The key as a SYMMETRICWRAPKEYBLOB, wrapped by another session key; as often as wanted, and no two are alike. DES
    /// keys get odd parity on the way.
    ///
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/unsuitableKey`` for keys of algorithms that do not
    ///   wrap each other, for three DES keys under two, and where either key only authenticates.
    public func exportWrapped(by wrappingKey: borrowing SessionKey) throws(ProviderError) -> [UInt8] {
        guard isExportable else { throw .notExportable }
        guard role.encrypts, wrappingKey.role.encrypts, Self.canWrap(algorithm, under: wrappingKey.algorithm) else {
            throw .unsuitableKey
        }
        let wrapped = try wrappingKey.withCipherKey { cipherKey, effectiveBits throws(CipherError) in
            algorithm == .rc2
                ? try RC2KeyWrap.wrap(key.bytes, under: cipherKey, effectiveKeyBits: effectiveBits)
                : try TripleDESKeyWrap.wrap(key.bytes, under: cipherKey)
        }
        let blob = SymmetricWrapKeyBlob(
            keyAlgorithm: algorithm, wrappingAlgorithm: wrappingKey.algorithm, wrapped: unsafe wrapped.span.bytes)
        return try coding { () throws(BlobError) in try blob.serialized() }
    }

    private static func canWrap(_ key: AlgorithmIdentifier, under wrapping: AlgorithmIdentifier) -> Bool {
        switch (key, wrapping) {
        case (.rc2, .rc2), (.tripleDES, .tripleDES), (.twoKeyTripleDES, .tripleDES),
            (.twoKeyTripleDES, .twoKeyTripleDES):
            true
        default: false
        }
    }

    /// Calls `work` with the cipher's key, which is key and salt behind each other, and RC2's effective bits.
    private borrowing func withCipherKey<Result: ~Copyable>(
        _ work: (RawSpan, Int) throws(CipherError) -> Result
    ) throws(ProviderError) -> Result {
        do throws(CipherError) {
            let whole = try Self.cipherKey(key, saltBytes)
            return try work(whole.bytes, effectiveKeyBitLength)
        } catch {
            // A key of three different DES keys that says it has two is none of this kind.
            throw error == .unwrapFailed ? .unwrapFailed : error == .illegalParameter ? .unsuitableKey : .cipher(error)
        }
    }
}

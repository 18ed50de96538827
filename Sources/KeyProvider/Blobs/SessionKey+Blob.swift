public import CipherCore
public import KeyBlob

/// How a session key stands in the block that RSA encrypts. The BLOB does not say which of the two it was.
public enum WrapPadding: Sendable {
    /// PKCS #1 v1.5, type 2: CryptoAPI's default.
    case pkcs1
    /// OAEP with SHA-1 and an empty label (CRYPT_OAEP): at most 42 bytes less than the modulus.
    case oaep
}

/// What an import does when a wrapped key does not open.
public enum UnwrapFailure: Sendable {
    /// A key nobody knows takes its place, the same one each time: for whatever a stranger can send. A stranger who
    /// could tell good padding from bad would decrypt any message by asking often enough (Bleichenbacher).
    case substitute
    /// One error for every cause: for the owner of the key, at his own terminal. It is an oracle in other hands.
    case report
}

extension SessionKey {
    /// The key in a PLAINTEXTKEYBLOB.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)`` where the
    ///   provider does not take the key.
    public init(
        importing blob: borrowing PlaintextKeyBlob, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(ProviderError) {
        let algorithm = blob.keyAlgorithm
        let bits = blob.key.byteCount * 8
        guard try provider.keyLengths(of: algorithm).legal.contains(bits) else { throw .illegalKeyLength(bits: bits) }
        let key: SecretBytes
        do throws(CipherError) { key = try SecretBytes(copying: blob.key) } catch { throw .cipher(error) }
        try self.init(imported: key, algorithm, provider, salt, isExportable: isExportable)
    }

    /// The key in the bytes of a PLAINTEXTKEYBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, provider: Provider = .aes, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        let blob: PlaintextKeyBlob
        do throws(BlobError) { blob = try PlaintextKeyBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(importing: blob, provider: provider, salt: salt, isExportable: isExportable)
    }

    /// The key in a SIMPLEBLOB, unwrapped with an exchange key pair.
    ///
    /// - Parameters:
    ///   - padding: as it was wrapped; the BLOB does not say.
    ///   - failure: what to do when it does not open. OAEP always reports: its failures tell a stranger nothing.
    /// - Throws: ``ProviderError/unsuitableKey`` for a signature pair,
    ///   ``ProviderError/wrongKeyLength(wrapped:modulus:)``, ``ProviderError/unsupportedAlgorithm(_:)``, and
    ///   ``ProviderError/unwrapFailed`` for everything that depends on the private key.
    public init(
        importing blob: borrowing SimpleBlob, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .substitute, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(ProviderError) {
        guard pair.purpose == .exchange else { throw .unsuitableKey }
        let wrapped = blob.encryptedKey.byteCount
        let rsa = try pair.rsa()
        let modulus = rsa.value.publicKey.byteCount
        guard wrapped == modulus else { throw .wrongKeyLength(wrapped: wrapped, modulus: modulus) }
        let algorithm = blob.keyAlgorithm
        let legal = try provider.wrappedKeyByteCounts(of: algorithm)
        let ciphertext = ByteOrder.bigEndian(blob.encryptedKey)
        let key = try providing { () throws(CipherError) in
            switch (padding, failure) {
            case (.pkcs1, .substitute):
                try rsa.value.unwrapPKCS1Substituting(unsafe ciphertext.span.bytes, legalByteCounts: legal)
            case (.pkcs1, .report):
                try rsa.value.unwrapPKCS1Reporting(unsafe ciphertext.span.bytes, legalByteCounts: legal)
            case (.oaep, _):
                try rsa.value.unwrapOAEP(unsafe ciphertext.span.bytes)
            }
        }
        guard legal.contains(key.count) else { throw .unwrapFailed }
        try self.init(imported: key, algorithm, provider, salt, isExportable: isExportable)
    }

    /// The key in the bytes of a SIMPLEBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .substitute, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(ProviderError) {
        let blob: SimpleBlob
        do throws(BlobError) { blob = try SimpleBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(
            importing: blob, unwrappingWith: pair, padding: padding, failure: failure, provider: provider, salt: salt,
            isExportable: isExportable)
    }

    /// A key that came in a BLOB, once it lies open.
    package init(
        imported key: consuming SecretBytes, _ algorithm: AlgorithmIdentifier, _ provider: Provider,
        _ salt: SaltPolicy, isExportable: Bool
    ) throws(ProviderError) {
        // No BLOB carries a salt, so nothing but zeros can be created on import.
        let policy: SaltPolicy = salt == .create ? .standard : salt
        let saltByteCount = policy.byteCount(keyByteCount: key.count, algorithm: algorithm, provider: provider)
        let zeros = try providing { () throws(CipherError) in try SecretBytes(count: saltByteCount) }
        try self.init(
            algorithm, key: key, salt: zeros, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }
}

extension SessionKey {
    /// The key as a PLAINTEXTKEYBLOB, in the clear. Salt, IV, mode and effective key length do not travel in it.
    ///
    /// - Throws: ``ProviderError/notExportable``.
    public func exportPlaintext() throws(ProviderError) -> SecretBytes {
        guard isExportable else { throw .notExportable }
        let blob = PlaintextKeyBlob(keyAlgorithm: algorithm, key: key.bytes)
        return try blob.secretBytes()
    }

    /// The key as a SIMPLEBLOB, wrapped for `recipient`; as often as wanted, and no two are alike.
    ///
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/unsuitableKey`` for a signature key;
    ///   ``ProviderError/messageTooLong`` where the modulus has no room.
    public func exportWrapped(
        for recipient: PublicKey, padding: WrapPadding = .pkcs1
    ) throws(ProviderError) -> [UInt8] {
        guard isExportable else { throw .notExportable }
        guard recipient.purpose == .exchange else { throw .unsuitableKey }
        let rsa = try recipient.rsa()
        let ciphertext = try providing { () throws(CipherError) in
            switch padding {
            case .pkcs1: try rsa.wrapPKCS1(key.bytes)
            case .oaep: try rsa.wrapOAEP(key.bytes)
            }
        }
        let reversed = [UInt8](ciphertext.reversed())
        let blob = SimpleBlob(
            keyAlgorithm: algorithm, encryptedKey: LittleEndianInteger(bytes: unsafe reversed.span.bytes))
        return try coding { () throws(BlobError) in try blob.serialized() }
    }
}

public import CipherCore
public import KeyBlob

/// How a session key stands in the block that RSA encrypts. The BLOB does not say which of the two it was.
public enum WrapPadding: Sendable {
    /// PKCS #1 v1.5, type 2: CryptoAPI's default.
    case pkcs1
    /// OAEP with SHA-1 (CRYPT_OAEP) and a label, which is empty unless set: at most 42 bytes less than the modulus.
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
    /// CryptoAPI has no ALG_ID for a key of HMAC: its BLOB says CALG_RC2, and whoever imports it says that it is one
    /// (CRYPT_IPSEC_HMAC_KEY). Such a key may have any length, in every provider that has HMAC, and does nothing else; it
    /// leaves as CALG_RC2 again.
    ///
    /// - Parameter role: ``Role/data`` or ``Role/authentication``; Schannel's keys come in no such BLOB.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)`` where the
    ///   provider does not take the key, ``ProviderError/unsuitableKey`` for another role.
    public init(
        importing blob: borrowing PlaintextKeyBlob, as role: Role = .data, provider: Provider = .aes,
        salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        let algorithm = blob.keyAlgorithm
        let bits = blob.key.byteCount * 8
        switch role {
        case .data:
            let legal = try provider.keyLengths(of: algorithm).legal
            guard legal.contains(bits) else { throw .illegalKeyLength(bits: bits) }
        case .authentication:
            guard algorithm == .rc2, provider.has(.hmac) else { throw .unsupportedAlgorithm(algorithm) }
        case .schannelEncryption, .schannelAuthentication: throw .unsuitableKey
        }
        let key: SecretBytes
        do throws(CipherError) { key = try SecretBytes(copying: blob.key) } catch { throw .cipher(error) }
        try self.init(imported: key, algorithm, provider, salt, role: role, isExportable: isExportable)
    }

    /// The key in the bytes of a PLAINTEXTKEYBLOB, read strictly; one of HMAC may be empty and have bytes behind it, as
    /// Windows takes it.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, as role: Role = .data, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(ProviderError) {
        // HMAC's key may be empty; who declares room for a byte of it, as programs do, sends bytes behind it.
        let forgiven: [Deviations.Kind] = role == .authentication ? [.unexpectedKeyLength, .trailingBytes] : []
        let blob: PlaintextKeyBlob
        do throws(BlobError) {
            blob = try PlaintextKeyBlob(parsing: source, forgiving: forgiven)
        } catch {
            throw .blob(error)
        }
        try self.init(importing: blob, as: role, provider: provider, salt: salt, isExportable: isExportable)
    }

    /// The key in a SIMPLEBLOB, unwrapped with an exchange key pair.
    ///
    /// - Parameters:
    ///   - padding: as it was wrapped; the BLOB does not say.
    ///   - label: OAEP's label as it was wrapped (KP_OAEP_PARAMS); PKCS #1 has none.
    ///   - failure: what to do when it does not open. OAEP always reports: its failures tell a stranger nothing.
    /// - Throws: ``ProviderError/unsuitableKey`` for a signature pair,
    ///   ``ProviderError/wrongKeyLength(wrapped:modulus:)``, ``ProviderError/unsupportedAlgorithm(_:)``, and
    ///   ``ProviderError/unwrapFailed`` for everything that depends on the private key.
    public init(
        importing blob: borrowing SimpleBlob, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        label: RawSpan = RawSpan(), failure: UnwrapFailure = .substitute, provider: Provider = .aes,
        salt: SaltPolicy = .standard,
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
                try rsa.value.unwrapOAEP(unsafe ciphertext.span.bytes, label: label)
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
        label: RawSpan = RawSpan(), failure: UnwrapFailure = .substitute, provider: Provider = .aes,
        salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws(ProviderError) {
        let blob: SimpleBlob
        do throws(BlobError) { blob = try SimpleBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(
            importing: blob, unwrappingWith: pair, padding: padding, label: label, failure: failure,
            provider: provider, salt: salt, isExportable: isExportable)
    }

    /// The key of a BLOB, once it lies open; its length has been held against the provider.
    package init(
        imported key: consuming SecretBytes, _ algorithm: AlgorithmIdentifier, _ provider: Provider,
        _ salt: SaltPolicy, role: Role = .data, isExportable: Bool
    ) throws(ProviderError) {
        // No BLOB carries a salt, so nothing but zeros can be created on import; and it belongs to a cipher.
        let policy: SaltPolicy = !role.encrypts ? .none : salt == .create ? .standard : salt
        let saltByteCount = policy.byteCount(keyByteCount: key.count, algorithm: algorithm, provider: provider)
        let zeros = try providing { () throws(CipherError) in try SecretBytes(count: saltByteCount) }
        try self.init(
            algorithm, key: key, salt: zeros, provider: provider, role: role,
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
    /// - Parameter label: OAEP's label (KP_OAEP_PARAMS), which whoever unwraps must name too; PKCS #1 has none.
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/unsuitableKey`` for a signature key as recipient, and
    ///   for a key that only authenticates, which no SIMPLEBLOB tells from a key of RC2;
    ///   ``ProviderError/messageTooLong`` where the modulus has no room.
    public func exportWrapped(
        for recipient: PublicKey, padding: WrapPadding = .pkcs1, label: RawSpan = RawSpan()
    ) throws(ProviderError) -> [UInt8] {
        guard isExportable else { throw .notExportable }
        guard role.encrypts, recipient.purpose == .exchange else { throw .unsuitableKey }
        return try recipient.simpleBlob(of: algorithm) { rsa throws(CipherError) in
            try rsa.wrap(key.bytes, padding, label: label)
        }
    }
}

extension PublicKey {
    /// A SIMPLEBLOB with a key of `algorithm`, which `wrap` encrypts.
    func simpleBlob(
        of algorithm: AlgorithmIdentifier, _ wrap: (RSAPublicKey) throws(CipherError) -> [UInt8]
    ) throws(ProviderError) -> [UInt8] {
        let rsa = try rsa()
        let ciphertext = try providing { () throws(CipherError) in try wrap(rsa) }
        let reversed = [UInt8](ciphertext.reversed())
        let blob = SimpleBlob(
            keyAlgorithm: algorithm, encryptedKey: LittleEndianInteger(bytes: unsafe reversed.span.bytes))
        return try coding { () throws(BlobError) in try blob.serialized() }
    }
}

extension RSAPublicKey {
    /// A key, padded and encrypted; PKCS #1 has no label.
    func wrap(_ key: RawSpan, _ padding: WrapPadding, label: RawSpan) throws(CipherError) -> [UInt8] {
        switch padding {
        case .pkcs1: try wrapPKCS1(key)
        case .oaep: try wrapOAEP(key, label: label)
        }
    }
}

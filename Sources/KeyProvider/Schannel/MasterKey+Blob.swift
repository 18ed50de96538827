public import CipherCore
public import KeyBlob

extension MasterKey {
    /// A random key (`CryptGenKey`), the client's. Of SSL 3.0 and TLS 1.0 it is a pre-master secret of 48 bytes that
    /// begins with a version.
    ///
    /// - Parameters:
    ///   - bits: for SSL 2.0: 40 to 192, a multiple of 8; 128 makes it fit every cipher but triple DES, and a clear part
    ///     may take the place of some. For others 384.
    ///   - version: the highest version that the client offers, 0x0300 or 0x0301; nil for the protocol's own.
    ///     ``setHighestVersion(_:)`` changes it.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, PCT 1.0's too; ``ProviderError/illegalKeyLength(bits:)``.
    public init(
        generating algorithm: AlgorithmIdentifier, bits: Int? = nil, version: UInt16? = nil,
        provider: Provider = .rsaSchannel, isExportable: Bool = true
    ) throws(ProviderError) {
        let legal = try provider.masterByteCounts(of: algorithm)
        let standard = try provider.algorithm(algorithm).defaultBitLength
        let bits = bits ?? standard
        guard bits.isMultiple(of: 8), legal.contains(bits / 8) else { throw .illegalKeyLength(bits: bits) }
        var secret = try providing { () throws(CipherError) in try SecretBytes.random(count: bits / 8) }
        let carriesVersion = algorithm != .ssl2Master
        let offered = version ?? (algorithm == .ssl3Master ? 0x0300 : 0x0301)
        if carriesVersion { secret.begin(withVersion: offered) }
        try self.init(
            algorithm, secret: secret, carriesVersion: carriesVersion, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
        handshake.highestVersion = carriesVersion ? UInt32(offered) : nil
    }

    /// The key in a SIMPLEBLOB, the server's, unwrapped with its exchange pair.
    ///
    /// What does not open is replaced by a secret nobody knows, always: whoever sends it is a stranger, and the handshake
    /// fails at its end as it would for any other wrong key (RFC 5246 section 7.4.7.1). For SSL 3.0 and TLS 1.0 the
    /// length tells nothing either. What does not open under OAEP is refused, as it is of a session key: that tells a
    /// stranger nothing.
    ///
    /// - Parameters:
    ///   - padding: as it was wrapped, which the BLOB does not say; the protocols know PKCS #1 alone.
    ///   - label: OAEP's (KP_OAEP_PARAMS).
    ///   - detectingRollback: refuse an SSL 2.0 key that a client wrapped who could speak SSL 3.0 (CRYPT_SSL2_FALLBACK):
    ///     eight bytes of 3 before the separator. A server sets it that speaks SSL 3.0 itself. The refusal takes good
    ///     padding, a legal length and the mark at once, which no ciphertext meets by chance that was not made so; it
    ///     tells a stranger no more than he knew. Other protocols' keys bear no mark, and are not asked.
    ///   - clientVersion: the version that the client offered in its greeting, 0x0300 or 0x0301. It is written over the
    ///     one that the secret begins with, so that one that says another, as after a rollback, makes keys that the client
    ///     does not have, and nobody learns of it earlier (RFC 5246 section 7.4.7.1). When nil the secret stays as it came:
    ///     some old clients begin it with the version that was agreed on.
    /// - Throws: ``ProviderError/unsuitableKey`` for a signature pair, ``ProviderError/wrongKeyLength(wrapped:modulus:)``,
    ///   ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/versionRollback``; with OAEP
    ///   ``ProviderError/unwrapFailed``.
    public init(
        importing blob: borrowing SimpleBlob, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        label: RawSpan = RawSpan(), detectingRollback: Bool = false, clientVersion: UInt16? = nil,
        provider: Provider = .rsaSchannel, isExportable: Bool = false
    ) throws(ProviderError) {
        guard pair.purpose == .exchange else { throw .unsuitableKey }
        let algorithm = blob.keyAlgorithm
        let legal = try provider.masterByteCounts(of: algorithm)
        let rsa = try pair.rsa()
        let (wrapped, modulus) = (blob.encryptedKey.byteCount, rsa.value.publicKey.byteCount)
        guard wrapped == modulus else { throw .wrongKeyLength(wrapped: wrapped, modulus: modulus) }
        let ciphertext = ByteOrder.bigEndian(blob.encryptedKey)
        let unwrapped = try providing { () throws(CipherError) in
            switch padding {
            case .oaep: try rsa.value.unwrapOAEP(unsafe ciphertext.span.bytes, label: label)
            case .pkcs1 where detectingRollback && algorithm == .ssl2Master:
                try rsa.value.unwrapPKCS1Unmarked(unsafe ciphertext.span.bytes, legalByteCounts: legal)
            case .pkcs1:
                try rsa.value.unwrapPKCS1Substituting(unsafe ciphertext.span.bytes, legalByteCounts: legal)
            }
        }
        guard var secret = unwrapped else { throw .versionRollback }
        guard legal.contains(secret.count) else { throw .unwrapFailed }
        if let clientVersion, algorithm != .ssl2Master { secret.begin(withVersion: clientVersion) }
        try self.init(
            algorithm, secret: secret, carriesVersion: false, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }

    /// The key in the bytes of a SIMPLEBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importing source: RawSpan, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        label: RawSpan = RawSpan(), detectingRollback: Bool = false, clientVersion: UInt16? = nil,
        provider: Provider = .rsaSchannel, isExportable: Bool = false
    ) throws(ProviderError) {
        try self.init(
            importing: try parsed(SimpleBlob.self, source), unwrappingWith: pair, padding: padding, label: label,
            detectingRollback: detectingRollback, clientVersion: clientVersion, provider: provider,
            isExportable: isExportable)
    }

    /// The key in the bytes of a PLAINTEXTKEYBLOB, read strictly: SSL 2.0's secret, or a pre-master secret of 48 bytes.
    ///
    /// - Throws: ``ProviderError/blob(_:)``; ``ProviderError/unsupportedAlgorithm(_:)``,
    ///   ``ProviderError/illegalKeyLength(bits:)``.
    public init(
        importing source: RawSpan, provider: Provider = .rsaSchannel, isExportable: Bool = false
    ) throws(ProviderError) {
        let blob = try parsed(PlaintextKeyBlob.self, source)
        let algorithm = blob.keyAlgorithm
        let byteCount = blob.key.byteCount
        guard try provider.masterByteCounts(of: algorithm).contains(byteCount) else {
            throw .illegalKeyLength(bits: 8 * byteCount)
        }
        let secret: SecretBytes
        do throws(CipherError) { secret = try SecretBytes(copying: blob.key) } catch { throw .cipher(error) }
        try self.init(
            algorithm, secret: secret, carriesVersion: false, provider: provider,
            permissions: KeyPermissions(isExportable: isExportable))
    }

    /// The key as a PLAINTEXTKEYBLOB, in the clear: the pre-master secret, or the master secret once it is there; of an
    /// SSL 2.0 key the secret part.
    ///
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/blob(_:)`` for an agreed pre-master secret, which is
    ///   not of a length that the BLOB carries.
    public func exportPlaintext() throws(ProviderError) -> SecretBytes {
        guard isExportable else { throw .notExportable }
        return try PlaintextKeyBlob(keyAlgorithm: algorithm, key: secret.bytes).secretBytes()
    }

    /// The key as a SIMPLEBLOB, the client's, wrapped for the server: the pre-master secret, of SSL 2.0 the secret part.
    ///
    /// - Parameters:
    ///   - padding: PKCS #1 for the protocols, which know nothing else.
    ///   - label: OAEP's (KP_OAEP_PARAMS).
    ///   - ssl2Fallback: mark the padding of an SSL 2.0 key, since this client could speak SSL 3.0
    ///     (CRYPT_SSL2_FALLBACK). It is PKCS #1's then.
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/wrongKeyState`` once the pre-master secret is gone;
    ///   ``ProviderError/unsuitableKey`` for a signature key, and for the mark on another key than SSL 2.0's;
    ///   ``ProviderError/messageTooLong`` where the modulus has no room.
    public func exportWrapped(
        for recipient: PublicKey, padding: WrapPadding = .pkcs1, label: RawSpan = RawSpan(), ssl2Fallback: Bool = false
    ) throws(ProviderError) -> [UInt8] {
        try requireExportWrapped(for: recipient, ssl2Fallback: ssl2Fallback)
        return try recipient.simpleBlob(of: algorithm) { rsa throws(CipherError) in
            ssl2Fallback
                ? try rsa.wrapPKCS1MarkingRollback(secret.bytes) : try rsa.wrap(secret.bytes, padding, label: label)
        }
    }

    /// Checks what can be told of ``exportWrapped(for:padding:label:ssl2Fallback:)`` without its work.
    ///
    /// - Throws: as that, but for the modulus' room.
    public func requireExportWrapped(for recipient: PublicKey, ssl2Fallback: Bool = false) throws(ProviderError) {
        guard isExportable else { throw .notExportable }
        guard recipient.purpose == .exchange, !ssl2Fallback || algorithm == .ssl2Master else { throw .unsuitableKey }
        guard algorithm == .ssl2Master || !hasMasterSecret else { throw .wrongKeyState }
    }
}

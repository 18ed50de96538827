internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// CryptImportKey.
struct KeyImport {
    let context: Context
    let blob: RawBlob
    /// `hPubKey`.
    let key: KeyObject?
    let flags: DWORD

    /// The bytes of a BLOB whose header was looked at.
    struct RawBlob {
        let bytes: UnsafeRawBufferPointer
        let type: BlobType
        let algorithm: AlgorithmIdentifier

        /// - Throws: NTE_BAD_DATA for less than a header or a reserved field that is not zero, NTE_BAD_VER,
        ///   NTE_BAD_TYPE.
        init(_ bytes: UnsafeRawBufferPointer) throws(ErrorCode) {
            guard bytes.count >= 8 else { throw .badData }
            guard let type = BlobType(rawValue: bytes[0]) else { throw .badType }
            guard bytes[1] == 2 || bytes[1] == 3 && (type == .publicKey || type == .privateKey) else {
                throw ErrorCode(NTE_BAD_VER)
            }
            guard bytes[2] == 0, bytes[3] == 0 else { throw .badData }
            self.bytes = bytes
            self.type = type
            algorithm = AlgorithmIdentifier(rawValue: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        }
    }

    private var isExportable: Bool { flags & DWORD(CRYPT_EXPORTABLE) != 0 }
    private var salt: SaltPolicy { flags & DWORD(CRYPT_NO_SALT) != 0 ? .none : .standard }
    private var padding: WrapPadding { flags & DWORD(CRYPT_OAEP) != 0 ? .oaep : .pkcs1 }
    private var isAuthentication: Bool { flags & DWORD(CRYPT_IPSEC_HMAC_KEY) != 0 }

    func run() throws(ErrorCode) -> KeyObject {
        if isAuthentication && blob.type != .plaintextKey { throw .badFlags }
        switch blob.type {
        case .simple: return try unwrapped()
        case .publicKey: return try publicKey()
        case .privateKey: return try privateKey()
        case .plaintextKey where blob.algorithm.isMasterKey:
            return MasterKeyObject(
                context,
                try reading { source throws(ProviderError) in
                    try MasterKey(importing: source, provider: context.provider, isExportable: isExportable)
                })
        case .plaintextKey:
            // Before the length, which another algorithm may have.
            guard isAuthentication || context.provider.has(blob.algorithm) else { throw .badAlgorithm }
            return try session { source throws(ProviderError) in
                try SessionKey(
                    importing: source, as: isAuthentication ? .authentication : .data, provider: context.provider,
                    salt: salt, isExportable: isExportable)
            }
        case .symmetricWrapKey:
            guard let key else { throw .noKey }
            let wrappingKey = try key.sessionKey()
            return try session { source throws(ProviderError) in
                try SessionKey(
                    importing: source, unwrappingWith: wrappingKey, provider: context.provider, salt: salt,
                    isExportable: isExportable)
            }
        case .opaqueKey: return try opaque()
        case .keyState:
            return try session { source throws(ProviderError) in
                try SessionKey(importingState: source, provider: context.provider, isExportable: isExportable)
            }
        case .publicKeyEx: throw .badType
        }
    }

    private func session(
        _ importing: (RawSpan) throws(ProviderError) -> SessionKey
    ) throws(ErrorCode) -> KeyObject {
        SessionKeyObject(context, try reading(importing))
    }

    /// Reads the BLOB, strictly but for bytes behind it, which Windows does not look at.
    private func reading<Result: ~Copyable>(
        _ importing: (RawSpan) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        do throws(ProviderError) {
            return try importing(blob.bytes.bytes)
        } catch {
            guard let end = error.trailingBytesOffset, end < blob.bytes.count else { throw ErrorCode(error) }
            let whole = UnsafeRawBufferPointer(rebasing: blob.bytes[..<end])
            return try calling { () throws(ProviderError) in try importing(whole.bytes) }
        }
    }

    private func unwrappingPair() throws(ErrorCode) -> KeyPair {
        guard let key else { return try context.keyPair(.exchange) }
        return try key.keyPair()
    }

    /// With no key given it is the container's own exchange pair that unwraps.
    private func unwrapped() throws(ErrorCode) -> KeyObject {
        let pair = try unwrappingPair()
        guard pair.algorithm == .rsaKeyExchange else { throw .badPublicKey }
        let label = try (key as? PublicKeyObject)?.oaepLabel() ?? []
        if blob.algorithm.isMasterKey {
            let master = try reading { source throws(ProviderError) in
                try MasterKey(
                    importing: source, unwrappingWith: pair, padding: padding, label: label.span.bytes,
                    detectingRollback: flags & DWORD(CRYPT_SSL2_FALLBACK) != 0, provider: context.provider,
                    isExportable: isExportable)
            }
            return MasterKeyObject(context, master)
        }
        return try session { source throws(ProviderError) in
            try SessionKey(
                importing: source, unwrappingWith: pair, padding: padding, label: label.span.bytes, failure: .report,
                provider: context.provider, salt: salt, isExportable: isExportable)
        }
    }

    /// A Diffie-Hellman key under one's own pair is an agreement.
    private func publicKey() throws(ErrorCode) -> KeyObject {
        guard context.provider.has(blob.algorithm) else { throw .badAlgorithm }
        guard let key else {
            let imported = try reading { source throws(ProviderError) in
                try PublicKey(importing: source, allowing: .weakKeys)
            }
            return PublicKeyObject(context, imported, permissions: isExportable ? [.standard, .export] : .standard)
        }
        let pair = try key.keyPair()
        let agreed = try reading { source throws(ProviderError) in
            let theirs = try PublicKey(importing: source, group: pair.parameters)
            return try pair.agree(with: theirs)
        }
        return AgreedKeyObject(context, agreed)
    }

    /// A pair goes to the container's slot at once and for good.
    private func privateKey() throws(ErrorCode) -> KeyObject {
        guard context.provider.has(blob.algorithm) else { throw .badAlgorithm }
        if flags & DWORD(CRYPT_USER_PROTECTED) != 0 && context.isSilent { throw .silentContext }
        let pair: KeyPair
        if let key {
            let decryptingKey = try key.sessionKey()
            pair = try reading { source throws(ProviderError) in
                try KeyPair(
                    importing: source, decryptingWith: decryptingKey, isExportable: isExportable,
                    allowing: .weakKeys)
            }
        } else {
            pair = try reading { source throws(ProviderError) in
                try KeyPair(
                    importing: source, .privateExponentOptional, isExportable: isExportable, allowing: .weakKeys)
            }
        }
        return try KeyRequest(context, blob.algorithm.rawValue, 0).install(pair)
    }

    /// Of the Schannel providers alone, as on Windows.
    private func opaque() throws(ErrorCode) -> KeyObject {
        guard context.provider.isSchannel else { throw .badType }
        guard key == nil else { throw .badKey }
        let sealingKey = try OpaqueSealing.key(of: context)
        return try session { source throws(ProviderError) in
            try SessionKey(importingOpaque: source, openedBy: sealingKey, provider: context.provider)
        }
    }
}

extension ProviderError {
    /// Where a BLOB ends that has bytes behind it; nil for other errors.
    fileprivate var trailingBytesOffset: Int? {
        guard case .blob(let error) = self, error.reason == .trailingBytes else { return nil }
        return error.offset
    }
}

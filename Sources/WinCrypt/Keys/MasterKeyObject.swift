internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A Schannel master key behind a handle.
final class MasterKeyObject: KeyObject, @unchecked Sendable {
    private var key: MasterKey

    init(_ context: Context, _ key: consuming MasterKey) {
        self.key = key
        super.init(context)
    }

    /// Calls `body` with the key itself.
    func withKey<Result: ~Copyable>(
        _ body: (inout MasterKey) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        try lock.withLock { () throws(ErrorCode) in
            try calling { () throws(ProviderError) in try body(&key) }
        }
    }

    override func duplicate() throws(ErrorCode) -> KeyObject {
        MasterKeyObject(context, try withKey { key throws(ProviderError) in try key.duplicate() })
    }

    override func encrypt(_ piece: Piece) throws(ErrorCode) { throw .badType }
    override func decrypt(_ piece: Piece) throws(ErrorCode) { throw .badType }

    override func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        try lock.withLock { () throws(ErrorCode) in
            switch parameter {
            case KP_ALGID: [UInt8](dword: key.algorithm.rawValue)
            case KP_KEYLEN: [UInt8](dword: DWORD(key.keyBitLength))
            case KP_BLOCKLEN: [UInt8](dword: 0)
            case KP_PERMISSIONS: [UInt8](dword: key.permissions.rawValue)
            default: throw ErrorCode.badType
            }
        }
    }

    override func setParameter(
        _ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD
    ) throws(ErrorCode) -> KeyObject? {
        guard flags == 0 else { throw .badFlags }
        switch parameter {
        case KP_SCHANNEL_ALG:
            let algorithm = try SchannelAlgorithm(
                UnsafeRawPointer(value).loadUnaligned(as: SCHANNEL_ALG.self))
            try withKey { key throws(ProviderError) in try key.setAlgorithm(algorithm) }
        case KP_CLIENT_RANDOM:
            let random = try blob(value)
            try withKey { key throws(ProviderError) in try key.setClientRandom(random.bytes) }
        case KP_SERVER_RANDOM:
            let random = try blob(value)
            try withKey { key throws(ProviderError) in try key.setServerRandom(random.bytes) }
        case KP_CLEAR_KEY:
            let bytes = try blob(value)
            try withKey { key throws(ProviderError) in try key.setClearKey(bytes.bytes) }
        case KP_CERTIFICATE:
            let certificate = try blob(value)
            try withKey { key throws(ProviderError) in try key.setCertificate(certificate.bytes) }
        case KP_HIGHEST_VERSION:
            let version = dword(value)
            try withKey { key throws(ProviderError) in try key.setHighestVersion(version) }
        case KP_PERMISSIONS:
            let wanted = KeyPermissions(rawValue: dword(value))
            try withKey { key throws(ProviderError) in try key.setPermissions(wanted) }
        default: throw .badType
        }
        return nil
    }

    override func export(_ request: ExportRequest) throws(ErrorCode) {
        if request.destroysKey && request.type != .opaqueKey { throw .badFlags }
        switch request.type {
        case .simple:
            let (recipient, label) = try request.recipient()
            // The mark is one of PKCS #1's padding.
            if request.isSSL2Fallback && request.padding == .oaep { throw .badFlags }
            try withKey { key throws(ProviderError) in
                try key.requireExportWrapped(for: recipient, ssl2Fallback: request.isSSL2Fallback)
            }
            if try request.answersSize(for: recipient) { return }
            try request.leave(
                withKey { key throws(ProviderError) in
                    try key.exportWrapped(
                        for: recipient, padding: request.padding, label: label.span.bytes,
                        ssl2Fallback: request.isSSL2Fallback)
                })
        case .plaintextKey:
            let blob = try withKey { key throws(ProviderError) in try key.exportPlaintext() }
            try request.leave(blob.bytes)
        default: throw .badKey
        }
    }
}

extension SchannelAlgorithm {
    /// - Throws: NTE_FAIL for a use that is none.
    fileprivate init(_ structure: SCHANNEL_ALG) throws(ErrorCode) {
        guard let use = Use(rawValue: structure.dwUse) else { throw ErrorCode(NTE_FAIL) }
        self.init(
            use, AlgorithmIdentifier(rawValue: structure.Algid), bits: Int(structure.cBits),
            isForExport: structure.dwFlags & DWORD(INTERNATIONAL_USAGE) != 0)
    }
}

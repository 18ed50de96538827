internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A key that a Diffie-Hellman agreement made (CALG_AGREEDKEY_ANY): KP_ALGID makes it one that can be used.
final class AgreedKeyObject: KeyObject, @unchecked Sendable {
    private var key: AgreedKey

    init(_ context: Context, _ key: consuming AgreedKey) {
        self.key = key
        super.init(context)
    }

    override func duplicate() throws(ErrorCode) -> KeyObject {
        try lock.withLock { () throws(ErrorCode) in
            AgreedKeyObject(context, try calling { () throws(ProviderError) in try key.duplicate() })
        }
    }

    override func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        switch parameter {
        case KP_ALGID: [UInt8](dword: AlgorithmIdentifier.agreedKeyAny.rawValue)
        case KP_PERMISSIONS: [UInt8](dword: KeyPermissions.standard.rawValue)
        default: throw .badType
        }
    }

    /// With KP_ALGID the flags are CryptGenKey's.
    override func setParameter(
        _ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD
    ) throws(ErrorCode) -> KeyObject? {
        switch parameter {
        case KP_ALGID:
            let request = try KeyRequest(context, dword(value), flags)
            return try lock.withLock { () throws(ErrorCode) in try become(request) }
        case KP_CMS_DH_KEY_INFO:
            guard flags == 0 else { throw .badFlags }
            let info = UnsafeRawPointer(value).loadUnaligned(as: CMS_DH_KEY_INFO.self)
            let partyInfo = try bytes(info.PubInfo.pbData, info.PubInfo.cbData)
            let algorithm = AlgorithmIdentifier(rawValue: info.Algid)
            let sessionKey = try lock.withLock { () throws(ErrorCode) in
                try calling { () throws(ProviderError) in
                    try key.wrappingKey(
                        algorithm, objectIdentifier: text(info.pszContentEncObjId), partyInfo: partyInfo.bytes,
                        provider: context.provider)
                }
            }
            return SessionKeyObject(context, sessionKey)
        default: throw .badType
        }
    }

    private func become(_ request: KeyRequest) throws(ErrorCode) -> KeyObject {
        if request.algorithm.isMasterKey {
            let master = try calling { () throws(ProviderError) in
                try key.masterKey(
                    request.algorithm, provider: context.provider, isExportable: request.isExportable)
            }
            return MasterKeyObject(context, master)
        }
        let sessionKey = try request.lengthsChecked { () throws(ProviderError) in
            try key.sessionKey(
                request.algorithm, bits: request.bits, provider: context.provider, salt: request.salt,
                isExportable: request.isExportable)
        }
        return SessionKeyObject(context, sessionKey)
    }
}

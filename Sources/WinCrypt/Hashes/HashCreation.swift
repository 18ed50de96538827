internal import CWinCrypt
internal import KeyBlob
internal import KeyProvider

/// CryptCreateHash: which hash object an algorithm and a key make.
struct HashCreation {
    let context: Context
    let algorithm: AlgorithmIdentifier
    let key: KeyObject?

    /// - Throws: NTE_BAD_ALGID, NTE_BAD_KEY where a key is missing or is none for this.
    func run() throws(ErrorCode) -> HashHandle {
        guard context.provider.has(algorithm) else { throw .badAlgorithm }
        switch algorithm {
        case .mac, .hmac, .tls1PRF, .schannelMasterHash:
            guard let key else { throw .badKey }
            return try key.hash(algorithm, in: context)
        default:
            return DataHashHandle(
                context,
                try calling { () throws(ProviderError) in try HashObject(algorithm, provider: context.provider) })
        }
    }
}

extension KeyObject {
    /// A hash that this key authenticates with, or that a master key's keys are derived of.
    fileprivate func hash(_ algorithm: AlgorithmIdentifier, in context: Context) throws(ErrorCode) -> HashHandle {
        switch (self, algorithm) {
        case (let key as SessionKeyObject, .mac):
            DataHashHandle(context, try key.withKey { key throws(ProviderError) in try HashObject(macWith: key) })
        case (let key as SessionKeyObject, .hmac):
            DataHashHandle(context, try key.withKey { key throws(ProviderError) in try HashObject(hmacWith: key) })
        case (let key as MasterKeyObject, .tls1PRF):
            DataHashHandle(context, try key.withKey { key throws(ProviderError) in try HashObject(tls1PRFOf: key) })
        case (let key as MasterKeyObject, .schannelMasterHash):
            MasterHashHandle(context, try key.withKey { key throws(ProviderError) in try key.masterHash() })
        default: throw .badKey
        }
    }

    /// CryptHashSessionKey.
    ///
    /// - Throws: NTE_BAD_KEY for what is no session key, NTE_BAD_FLAGS.
    func enter(_ hash: HashHandle, flags: DWORD) throws(ErrorCode) {
        switch self {
        case let key as SessionKeyObject:
            // A copy: two locks at once would have to be taken in one order everywhere.
            let copy = try key.sessionKey()
            let order = try HashedKeyOrder(flags: flags)
            try hash.withHash { hash throws(ProviderError) in try hash.update(copy, byteOrder: order) }
        case let key as MasterKeyObject:
            let copy = try key.withKey { key throws(ProviderError) in try key.duplicate() }
            let order = try HashedKeyOrder(flags: flags)
            try hash.withHash { hash throws(ProviderError) in try hash.update(copy, byteOrder: order) }
        default: throw .badKey
        }
    }
}

extension HashedKeyOrder {
    /// The order that CryptHashSessionKey's flags ask for.
    fileprivate init(flags: DWORD) throws(ErrorCode) {
        guard flags & ~DWORD(CRYPT_LITTLE_ENDIAN) == 0 else { throw .badFlags }
        self = flags == 0 ? .bigEndian : .littleEndian
    }
}

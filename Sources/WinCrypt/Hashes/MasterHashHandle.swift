internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A Schannel master hash: no data goes in, a connection's keys come out.
final class MasterHashHandle: HashHandle, @unchecked Sendable {
    private let hash: MasterHash

    init(_ context: Context, _ hash: consuming MasterHash) {
        self.hash = hash
        super.init(context)
    }

    override func duplicate() throws(ErrorCode) -> HashHandle {
        MasterHashHandle(context, try calling { () throws(ProviderError) in try hash.duplicate() })
    }

    override func parameter(_ parameter: Int32, wanted: Int) throws(ErrorCode) -> [UInt8] {
        guard parameter == HP_ALGID else { throw .badType }
        return [UInt8](dword: AlgorithmIdentifier.schannelMasterHash.rawValue)
    }

    override func deriveKey(_ request: KeyRequest) throws(ErrorCode) -> KeyObject {
        let use: SchannelAlgorithm.Use
        switch request.algorithm {
        case .schannelEncryptionKey: use = .encryption
        case .schannelMACKey: use = .authentication
        default: throw .badAlgorithm
        }
        let key = try calling { () throws(ProviderError) in
            try hash.key(
                use, side: request.isServers ? .server : .client, isExportable: request.isExportable)
        }
        return SessionKeyObject(context, key)
    }
}

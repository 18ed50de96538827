internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

extension SessionKeyObject {
    /// Permission comes before the length: a key that may not leave does not answer a size query either.
    func exportBlob(_ request: ExportRequest) throws(ErrorCode) {
        try request.refuseSchannelFlags()
        switch request.type {
        case .simple: try exportWrapped(request)
        case .publicKey, .privateKey: throw .badKey
        case .plaintextKey:
            let blob = try withKey { key throws(ProviderError) in try key.exportPlaintext() }
            try request.leave(blob.bytes)
        case .symmetricWrapKey:
            guard let exportingKey = request.exportingKey else { throw .noKey }
            let wrappingKey = try exportingKey.sessionKey()
            try request.leave(withKey { key throws(ProviderError) in try key.exportWrapped(by: wrappingKey) })
        case .opaqueKey: try exportOpaque(request)
        case .keyState:
            let blob = try withKey { key throws(ProviderError) in try key.exportState() }
            try request.leave(blob.bytes)
        case .publicKeyEx: throw .badType
        }
    }

    private func exportWrapped(_ request: ExportRequest) throws(ErrorCode) {
        let (recipient, label) = try request.recipient()
        try withKey { key throws(ProviderError) in
            guard key.isExportable else { throw .notExportable }
        }
        if try request.answersSize(for: recipient) { return }
        try request.leave(
            withKey { key throws(ProviderError) in
                try key.exportWrapped(for: recipient, padding: request.padding, label: label.span.bytes)
            })
    }

    /// Of the Schannel providers alone, as on Windows. With CRYPT_DESTROYKEY the key is gone once its BLOB is delivered.
    private func exportOpaque(_ request: ExportRequest) throws(ErrorCode) {
        guard context.provider.isSchannel else { throw .badType }
        guard request.exportingKey == nil else { throw .badKey }
        let sealingKey = try OpaqueSealing.key(of: context)
        try request.leave(withKey { key throws(ProviderError) in try key.exportOpaque(sealedBy: sealingKey) })
    }
}

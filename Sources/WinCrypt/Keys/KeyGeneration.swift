internal import CWinCrypt
internal import KeyBlob
internal import KeyProvider

extension KeyRequest {
    /// CryptGenKey. A pair goes to the container's slot at once and for good, but for ephemeral ones.
    func generate() throws(ErrorCode) -> KeyObject {
        if algorithm.isKeyPair { return try generatePair() }
        if algorithm.isMasterKey {
            let key = try lengthsChecked { () throws(ProviderError) in
                try MasterKey(
                    generating: algorithm, bits: bits, provider: context.provider, isExportable: isExportable)
            }
            return MasterKeyObject(context, key)
        }
        let key = try lengthsChecked { () throws(ProviderError) in
            try SessionKey(
                generating: algorithm, bits: bits, provider: context.provider, salt: salt, isExportable: isExportable,
                isArchivable: isArchivable, allowing: .weakKeys)
        }
        return SessionKeyObject(context, key)
    }

    private func generatePair() throws(ErrorCode) -> KeyObject {
        if isPregenerated, context.provider.family == .dss {
            let bitLength = try lengthsChecked { () throws(ProviderError) in
                try context.provider.pairBitLength(of: algorithm, bits: bits)
            }
            return UnfinishedPairObject(self, bitLength: bitLength)
        }
        let pair = try lengthsChecked { () throws(ProviderError) in
            try KeyPair(
                generating: algorithm, bits: bits, provider: context.provider, isExportable: isExportable,
                isArchivable: isArchivable, allowing: .weakKeys)
        }
        return try install(pair)
    }

    /// The pair behind a handle, and in its slot.
    func install(_ pair: consuming KeyPair) throws(ErrorCode) -> KeyObject {
        if algorithm != .dhEphemeral {
            let container = context.container
            do throws(ProviderError) { try container.install(pair) } catch { throw ErrorCode(error) }
        }
        return KeyPairObject(context, pair)
    }
}

extension AlgorithmIdentifier {
    /// Whether keys of this algorithm are Schannel's master keys.
    var isMasterKey: Bool {
        self == .ssl2Master || self == .ssl3Master || self == .tls1Master || self == .pct1Master
    }
}

// OPAQUEKEYBLOB: a key crosses from one process to another and goes on where it stood.
//
// Microsoft's providers do this for the keys of Schannel alone, which are made without CRYPT_EXPORTABLE and leave all the
// same; here other keys do too, if they may leave at all. A BLOB can be imported as often as it is there: each import is a
// key of its own.
extension SessionKey {
    /// The key in exactly the state in which it was exported.
    ///
    /// - Parameters:
    ///   - source: an OPAQUEKEYBLOB of this package.
    ///   - sealingKey: the key that sealed it; ``SealingKey/Source/init(namedBy:)`` says from which source it must come.
    ///   - provider: whose BLOBs to take; nil takes everyone's. The key follows the rules of the provider that it left.
    /// - Throws: ``ProviderError/opaqueKeySource(_:)`` for another key than the one that sealed it,
    ///   ``ProviderError/opaqueKeyProvider(_:)``, ``ProviderError/opaqueKeyDamaged`` for a BLOB that anybody changed, and
    ///   for a master key's; ``ProviderError/blob(_:)`` for one that is not of this package or of a version to come.
    public init(
        importingOpaque source: RawSpan, openedBy sealingKey: borrowing SealingKey, provider: Provider? = nil
    ) throws(ProviderError) {
        let state = try OpaqueState(opening: source, with: sealingKey, for: provider)
        self.init(try OpaqueState.reading { () throws(ProviderError) in try SessionKey.restored(from: state) })
    }

    /// The key with its whole state, sealed; no two BLOBs are alike. The key stays as it is.
    ///
    /// - Throws: ``ProviderError/notExportable``, but for Schannel's keys.
    public borrowing func exportOpaque(sealedBy sealingKey: borrowing SealingKey) throws(ProviderError) -> [UInt8] {
        let isSchannels = role == .schannelEncryption || role == .schannelAuthentication
        guard isSchannels || isExportable else { throw .notExportable }
        return try OpaqueState(algorithm, provider, fields: stateFields()).sealed(by: sealingKey)
    }

    /// Exports the key and ends its life here (CRYPT_DESTROYKEY), so that one process has it at a time: the key is wiped
    /// when the BLOB is there, and stays when there is none.
    ///
    /// - Parameter key: nil afterwards.
    /// - Throws: as ``exportOpaque(sealedBy:)``; ``ProviderError/noKey`` where there is none.
    public static func exportOpaque(
        destroying key: inout SessionKey?, sealedBy sealingKey: borrowing SealingKey
    ) throws(ProviderError) -> [UInt8] {
        guard let blob = try key?.exportOpaque(sealedBy: sealingKey) else { throw .noKey }
        key = nil
        return blob
    }
}

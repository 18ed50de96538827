internal import CipherCore
internal import KeyBlob

// A master key in an OPAQUEKEYBLOB: the secret with all that the handshake said beside it. It leaves without
// CRYPT_EXPORTABLE, as Schannel's other keys do. The fields of version 1, sealed; numbers are little-endian DWORDs:
//
//   permissions         KP_PERMISSIONS
//   flags               1: the master secret is there; 2: the pre-master secret begins with a version; 4: version is set
//   version             KP_HIGHEST_VERSION; 0 where it is not set
//   cipher, hash        KP_SCHANNEL_ALG: ALG_ID, bits, 1 for export; zeros where it is not set
//   cbSecret, cbClientRandom, cbServerRandom, cbClearKey, cbCertificate: 0 where it is not set
//   secret[], clientRandom[], serverRandom[], clearKey[], certificate[]
extension MasterKey {
    /// The key in exactly the state in which it was exported.
    ///
    /// - Throws: as ``SessionKey/init(importingOpaque:openedBy:provider:)``; ``ProviderError/opaqueKeyDamaged`` for the BLOB
    ///   of a session key.
    public init(
        importingOpaque source: RawSpan, openedBy sealingKey: borrowing SealingKey, provider: Provider? = nil
    ) throws(ProviderError) {
        let state = try OpaqueState(opening: source, with: sealingKey, for: provider)
        self.init(try OpaqueState.reading { () throws(ProviderError) in try MasterKey.restored(from: state) })
    }

    /// The key with its whole state, sealed; no two BLOBs are alike. The key stays as it is.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func exportOpaque(sealedBy sealingKey: borrowing SealingKey) throws(ProviderError) -> [UInt8] {
        try OpaqueState(algorithm, provider, fields: stateFields()).sealed(by: sealingKey)
    }

    /// Exports the key and ends its life here (CRYPT_DESTROYKEY): it is wiped when the BLOB is there, and stays when there
    /// is none.
    ///
    /// - Parameter key: nil afterwards.
    /// - Throws: as ``exportOpaque(sealedBy:)``; ``ProviderError/noKey`` where there is none.
    public static func exportOpaque(
        destroying key: inout MasterKey?, sealedBy sealingKey: borrowing SealingKey
    ) throws(ProviderError) -> [UInt8] {
        guard let blob = try key?.exportOpaque(sealedBy: sealingKey) else { throw .noKey }
        key = nil
        return blob
    }

    /// The fields.
    borrowing func stateFields() throws(ProviderError) -> SecretBytes {
        let (client, server) = (handshake.clientRandom ?? [], handshake.serverRandom ?? [])
        let open = client + server + handshake.clearKey + handshake.certificate
        let flags: UInt32 =
            (hasMasterSecret ? 1 : 0) | (carriesVersion ? 2 : 0) | (handshake.highestVersion == nil ? 0 : 4)
        var head: [UInt8] = []
        let lengths = [secret.count, client.count, server.count, handshake.clearKey.count, handshake.certificate.count]
        for number in [permissions.rawValue, flags, handshake.highestVersion ?? 0]
            + SchannelAlgorithm.numbers(handshake.encryption) + SchannelAlgorithm.numbers(handshake.authentication)
            + lengths.map(UInt32.init)
        {
            head.append(number: number)
        }
        let byteCount = head.count + secret.count + open.count
        var fields = try providing { () throws(CipherError) in try SecretBytes(count: byteCount) }
        var offset = 0
        fields.put(unsafe head.span.bytes, at: &offset)
        fields.put(secret.bytes, at: &offset)
        fields.put(unsafe open.span.bytes, at: &offset)
        return fields
    }

    /// The key of a state.
    ///
    /// - Throws: whatever is wrong with it; ``ProviderError/opaqueKeyDamaged`` for fields that no key has.
    static func restored(from state: borrowing OpaqueState) throws(ProviderError) -> MasterKey {
        var fields = StoreFieldReader(state.fields.bytes)
        let permissions = KeyPermissions(rawValue: try fields.number())
        let flags = try fields.number(UInt32.self)
        let version = try fields.number(UInt32.self)
        var handshake = Handshake()
        handshake.encryption = try SchannelAlgorithm(.encryption, from: &fields, state.provider)
        handshake.authentication = try SchannelAlgorithm(.authentication, from: &fields, state.provider)
        let secretByteCount = try fields.number(UInt32.self)
        let clientByteCount = try fields.number(UInt32.self)
        let serverByteCount = try fields.number(UInt32.self)
        let clearByteCount = try fields.number(UInt32.self)
        let certificateByteCount = try fields.number(UInt32.self)
        let secret = try fields.secret(secretByteCount)
        let client = try fields.array(Int(clientByteCount))
        let server = try fields.array(Int(serverByteCount))
        handshake.clearKey = try fields.array(Int(clearByteCount))
        handshake.certificate = try fields.array(Int(certificateByteCount))
        try fields.finish()
        handshake.clientRandom = client.isEmpty ? nil : client
        handshake.serverRandom = server.isEmpty ? nil : server
        handshake.highestVersion = flags & 4 == 0 ? nil : version

        let (hasMasterSecret, carriesVersion) = (flags & 1 != 0, flags & 2 != 0)
        let isSSL2 = state.algorithm == .ssl2Master
        let secretFits =
            isSSL2
            ? hasMasterSecret && !carriesVersion && secret.count + handshake.clearKey.count <= 24
            : handshake.clearKey.isEmpty && (!hasMasterSecret && !carriesVersion || secret.count == 48)
        guard flags <= 7, version <= 0xFFFF, flags & 4 != 0 || version == 0, secret.count > 0, secretFits,
            max(client.count, server.count) <= 255, handshake.clearKey.count <= 15,
            handshake.certificate.count <= 65535
        else { throw .opaqueKeyDamaged }
        return try MasterKey(
            state.algorithm, secret: secret, carriesVersion: carriesVersion, hasMasterSecret: hasMasterSecret,
            handshake, provider: state.provider, permissions: permissions)
    }
}

extension SchannelAlgorithm {
    /// ALG_ID, bits and 1 for export; zeros for none.
    fileprivate static func numbers(_ algorithm: SchannelAlgorithm?) -> [UInt32] {
        guard let algorithm else { return [0, 0, 0] }
        return [algorithm.identifier.rawValue, UInt32(algorithm.bitLength), algorithm.isForExport ? 1 : 0]
    }

    /// Reads the three numbers; nil for zeros.
    fileprivate init?(
        _ use: Use, from fields: inout StoreFieldReader, _ provider: Provider
    ) throws(ProviderError) {
        let identifier = try fields.number(UInt32.self)
        let bits = try fields.number(UInt32.self)
        let export = try fields.number(UInt32.self)
        if identifier == 0 && bits == 0 && export == 0 { return nil }
        self.init(use, AlgorithmIdentifier(rawValue: identifier), bits: Int(bits), isForExport: export == 1)
        guard export <= 1, keyByteCount(provider) != nil else { throw .opaqueKeyDamaged }
    }
}

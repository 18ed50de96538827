public import CipherCore
internal import KeyBlob

/// What the keys of one connection are derived from (CALG_SCHANNEL_MASTER_HASH): the master secret, both randoms and the
/// cipher suite. It keeps no reference to the master key, which may change or go.
public struct MasterHash: ~Copyable, Sendable {
    private let algorithm: AlgorithmIdentifier
    private let provider: Provider
    let masterSecret: SecretBytes
    private let handshake: MasterKey.Handshake

    init(
        _ algorithm: AlgorithmIdentifier, _ provider: Provider, masterSecret: consuming SecretBytes,
        _ handshake: MasterKey.Handshake
    ) {
        self.algorithm = algorithm
        self.provider = provider
        self.masterSecret = masterSecret
        self.handshake = handshake
    }

    /// A second one of the same (`CryptDuplicateHash`).
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func duplicate() throws(ProviderError) -> MasterHash {
        let copy = try providing { () throws(CipherError) in try masterSecret.copy() }
        return MasterHash(algorithm, provider, masterSecret: copy, handshake)
    }

    /// A key of the connection (`CryptDeriveKey` with CALG_SCHANNEL_ENC_KEY or CALG_SCHANNEL_MAC_KEY).
    ///
    /// A block cipher's key has the IV of the key material as KP_IV, and is used in CBC; SSL 2.0's has zeros, and the
    /// engine sets its own. DES keys keep the parity that the key material gave them.
    ///
    /// - Parameters:
    ///   - use: the cipher's key, or the MAC's. In SSL 2.0 they are the same, and there is none for the MAC alone.
    ///   - side: who writes what the key protects: the client, or (CRYPT_SERVER) the server.
    /// - Returns: a key of the role ``SessionKey/Role/schannelEncryption``, whose algorithm is the cipher, or
    ///   ``SessionKey/Role/schannelAuthentication``, whose algorithm is CALG_SCHANNEL_MAC_KEY.
    /// - Throws: ``ProviderError/schannelAlgorithmMissing(_:)`` where an algorithm was not set before the hash was made
    ///   that decides how the key material is cut; ``ProviderError/unsupportedAlgorithm(_:)`` for SSL 2.0's MAC.
    public borrowing func key(
        _ use: SchannelAlgorithm.Use, side: SchannelSide, isExportable: Bool = false
    ) throws(ProviderError) -> SessionKey {
        let permissions = KeyPermissions(isExportable: isExportable)
        guard algorithm != .ssl2Master else {
            guard use == .encryption else { throw .unsupportedAlgorithm(.schannelMACKey) }
            let (cipher, byteCount) = try suitePart(handshake.encryption, .encryption)
            let key = try providing { () throws(CipherError) in
                try SSL2KeyExpansion.key(
                    of: side, byteCount: cipher.exportKeyByteCount ?? byteCount, masterSecret: masterSecret.bytes,
                    challenge: handshake.clientRandom ?? [], connectionID: handshake.serverRandom ?? [])
            }
            return try encryptionKey(cipher.identifier, key, RawSpan(), permissions)
        }
        let keys = try connectionKeys(use, side)
        if use == .encryption, let cipher = handshake.encryption {
            let key = try providing { () throws(CipherError) in try keys.key.copy() }
            return try encryptionKey(cipher.identifier, key, keys.initializationVector.bytes, permissions)
        }
        let key = try providing { () throws(CipherError) in try keys.macKey.copy() }
        let noSalt = try providing { () throws(CipherError) in try SecretBytes(count: 0) }
        return try SessionKey(
            .schannelMACKey, key: key, salt: noSalt, provider: provider, role: .schannelAuthentication,
            permissions: permissions)
    }

    /// All keys of one side. A suite without a cipher has MAC keys all the same: they stand first in the key material.
    private borrowing func connectionKeys(
        _ use: SchannelAlgorithm.Use, _ side: SchannelSide
    ) throws(ProviderError) -> SchannelKeys {
        let (_, macByteCount) = try suitePart(handshake.authentication, .authentication)
        var cipher: SchannelAlgorithm?
        var keyByteCount = 0
        if use == .encryption || handshake.encryption != nil {
            (cipher, keyByteCount) = try suitePart(handshake.encryption, .encryption)
        }
        let (client, server) = (handshake.clientRandom ?? [], handshake.serverRandom ?? [])
        return try providing { () throws(CipherError) in
            let sizes = try SchannelKeySizes(
                macKeyByteCount: macByteCount, keyByteCount: keyByteCount,
                initializationVectorByteCount: cipher?.vectorByteCount ?? 0,
                exportKeyByteCount: cipher?.exportKeyByteCount)
            let master = try SchannelMasterSecret(
                algorithm == .ssl3Master ? .ssl3 : .tls1, masterSecret: masterSecret.bytes)
            return try master.keys(
                of: side, sizes, clientRandom: unsafe client.span.bytes, serverRandom: unsafe server.span.bytes)
        }
    }

    /// An algorithm of the suite and the length of its key in the key material, in bytes.
    private borrowing func suitePart(
        _ algorithm: SchannelAlgorithm?, _ use: SchannelAlgorithm.Use
    ) throws(ProviderError) -> (SchannelAlgorithm, Int) {
        guard let algorithm, let byteCount = algorithm.keyByteCount(provider) else {
            throw .schannelAlgorithmMissing(use)
        }
        return (algorithm, byteCount)
    }

    /// A cipher's key at the start of its stream. A 40-bit key that is no export cipher's has the salt of every such key:
    /// zeros.
    private borrowing func encryptionKey(
        _ cipher: AlgorithmIdentifier, _ key: consuming SecretBytes, _ vector: RawSpan, _ permissions: KeyPermissions
    ) throws(ProviderError) -> SessionKey {
        let saltByteCount = SaltPolicy.standard.byteCount(
            keyByteCount: key.count, algorithm: cipher, provider: provider)
        let zeros = try providing { () throws(CipherError) in try SecretBytes(count: saltByteCount) }
        var sessionKey = try SessionKey(
            cipher, key: key, salt: zeros, provider: provider, role: .schannelEncryption, permissions: permissions)
        if vector.byteCount > 0 { try sessionKey.setInitializationVector(vector) }
        return sessionKey
    }
}

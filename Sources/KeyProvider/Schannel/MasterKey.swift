internal import CipherCore
public import KeyBlob

/// The secret of an SSL or TLS session (CALG_SSL2_MASTER, CALG_SSL3_MASTER, CALG_TLS1_MASTER), with what the handshake
/// said beside it. It has one owner and is wiped with it.
///
/// SSL 3.0 and TLS 1.0 agree on a *pre-master* secret. The first ``masterHash()`` makes the master secret of it and of
/// both randoms, and wipes it; from then on other randoms make other keys of the same master secret, which is how a
/// session is taken up again. The key of SSL 2.0 is a master secret from the start. PCT 1.0 is not there.
///
/// Source: Microsoft Learn, "Using Schannel CSPs" and its subordinate pages.
public struct MasterKey: ~Copyable, Sendable {
    /// The algorithm (KP_ALGID).
    public let algorithm: AlgorithmIdentifier
    /// The provider whose rules the key follows.
    public let provider: Provider
    /// What the key may be used for (KP_PERMISSIONS).
    public private(set) var permissions: KeyPermissions
    /// Whether the master secret is there: from the first ``masterHash()`` on, and for SSL 2.0 always.
    public private(set) var hasMasterSecret: Bool
    /// What the handshake said.
    var handshake = Handshake()

    /// The pre-master secret, or the master secret.
    private(set) var secret: SecretBytes
    /// Whether the pre-master secret was generated here, and begins with the version that the client offers.
    let carriesVersion: Bool

    /// What a handshake says of the session beside its secret; each part as it was last set.
    struct Handshake: Sendable, Equatable {
        var clientRandom: [UInt8]?
        var serverRandom: [UInt8]?
        var encryption: SchannelAlgorithm?
        var authentication: SchannelAlgorithm?
        var clearKey: [UInt8] = []
        var certificate: [UInt8] = []
        var highestVersion: UInt32?
    }

    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for what is no master key, or not the provider's.
    init(
        _ algorithm: AlgorithmIdentifier, secret: consuming SecretBytes, carriesVersion: Bool, provider: Provider,
        permissions: KeyPermissions
    ) throws(ProviderError) {
        _ = try provider.masterByteCounts(of: algorithm)
        self.algorithm = algorithm
        self.provider = provider
        self.permissions = permissions
        self.secret = secret
        self.carriesVersion = carriesVersion
        hasMasterSecret = algorithm == .ssl2Master
    }

    /// A key in a state that one has reached, its permissions included.
    init(
        _ algorithm: AlgorithmIdentifier, secret: consuming SecretBytes, carriesVersion: Bool, hasMasterSecret: Bool,
        _ handshake: Handshake, provider: Provider, permissions: KeyPermissions
    ) throws(ProviderError) {
        try self.init(
            algorithm, secret: secret, carriesVersion: carriesVersion, provider: provider, permissions: permissions)
        self.handshake = handshake
        self.hasMasterSecret = hasMasterSecret
    }

    /// A key that has been made: for initialisers that make one by other means than their fields.
    init(_ made: consuming MasterKey) {
        algorithm = made.algorithm
        provider = made.provider
        permissions = made.permissions
        hasMasterSecret = made.hasMasterSecret
        handshake = made.handshake
        secret = made.secret
        carriesVersion = made.carriesVersion
    }

    /// A second key in the same state (`CryptDuplicateKey`). They share nothing.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func duplicate() throws(ProviderError) -> MasterKey {
        let copy = try providing { () throws(CipherError) in try secret.copy() }
        return try MasterKey(
            algorithm, secret: copy, carriesVersion: carriesVersion, hasMasterSecret: hasMasterSecret, handshake,
            provider: provider, permissions: permissions.subtracting(.archive))
    }

    /// Ends the key's life (`CryptDestroyKey`): its bytes are wiped now.
    public consuming func destroy() {}

    /// Whether the key may leave the provider in a BLOB (CRYPT_EXPORTABLE).
    public var isExportable: Bool { permissions.allowExport }

    /// The length of the secret in bits (KP_KEYLEN); of SSL 2.0's with its clear part.
    public var keyBitLength: Int { 8 * (secret.count + handshake.clearKey.count) }

    /// Sets KP_PERMISSIONS.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` where a key would get leave to leave.
    public mutating func setPermissions(_ wanted: KeyPermissions) throws(ProviderError) {
        permissions = try permissions.setting(wanted)
    }
}

// Key parameters. Each setting replaces the one before.
extension MasterKey {
    /// Sets the client's random (KP_CLIENT_RANDOM), SSL 2.0's challenge: 1 to 255 bytes, 32 in the protocols.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)``.
    public mutating func setClientRandom(_ random: RawSpan) throws(ProviderError) {
        handshake.clientRandom = try Self.parameter(random, .random, 1...255)
    }

    /// Sets the server's random (KP_SERVER_RANDOM), SSL 2.0's connection id: 1 to 255 bytes, 32 in the protocols.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)``.
    public mutating func setServerRandom(_ random: RawSpan) throws(ProviderError) {
        handshake.serverRandom = try Self.parameter(random, .random, 1...255)
    }

    /// Sets the cipher or the hash function of the MAC (KP_SCHANNEL_ALG).
    ///
    /// - Throws: ``ProviderError/unsupportedSchannelAlgorithm(_:)`` for one that the provider does not have, or not with
    ///   this length.
    public mutating func setAlgorithm(_ algorithm: SchannelAlgorithm) throws(ProviderError) {
        guard algorithm.keyByteCount(provider) != nil else {
            throw .unsupportedSchannelAlgorithm(algorithm.identifier)
        }
        switch algorithm.use {
        case .encryption: handshake.encryption = algorithm
        case .authentication: handshake.authentication = algorithm
        }
    }

    /// Sets the part of an SSL 2.0 export cipher's master key that travels in the clear (KP_CLEAR_KEY): 1 to 15 bytes, 11
    /// in the protocol, which stand before the secret ones. Of a secret that is too long for 16 bytes together only its
    /// last ones are kept, since a provider makes all 16 before it learns of the cipher.
    ///
    /// - Throws: ``ProviderError/unsuitableKey`` for other protocols; ``ProviderError/illegalParameter(_:)``.
    public mutating func setClearKey(_ clearKey: RawSpan) throws(ProviderError) {
        guard algorithm == .ssl2Master else { throw .unsuitableKey }
        let bytes = try Self.parameter(clearKey, .clearKey, 1...15)
        let kept = min(secret.count, 16 - bytes.count)
        secret = try providing { () throws(CipherError) in try SecretBytes(copying: secret.bytes.extracting(last: kept))
        }
        handshake.clearKey = bytes
    }

    /// Sets the server's certificate (KP_CERTIFICATE): DER, at most 65535 bytes. It was PCT's; no derivation uses it.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)``.
    public mutating func setCertificate(_ certificate: RawSpan) throws(ProviderError) {
        handshake.certificate = try Self.parameter(certificate, .certificate, 0...65535)
    }

    /// The server's certificate; empty before it is set.
    public var certificate: [UInt8] { handshake.certificate }

    /// Sets the highest version that the client offered (KP_HIGHEST_VERSION): 0x0300 for SSL 3.0, 0x0301 for TLS 1.0.
    ///
    /// The pre-master secret that a client generated begins with it. For others it is only kept: what a server unwraps
    /// stays as it came, unless its import is told the client's version.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` above 0xFFFF; ``ProviderError/wrongKeyState`` where the master
    ///   secret is there already.
    public mutating func setHighestVersion(_ version: UInt32) throws(ProviderError) {
        guard let offered = UInt16(exactly: version) else { throw .illegalParameter(.version) }
        guard algorithm == .ssl2Master || !hasMasterSecret else { throw .wrongKeyState }
        handshake.highestVersion = version
        if carriesVersion { secret.begin(withVersion: offered) }
    }

    private static func parameter(
        _ span: RawSpan, _ parameter: ProviderError.Parameter, _ byteCounts: ClosedRange<Int>
    ) throws(ProviderError) -> [UInt8] {
        guard byteCounts.contains(span.byteCount) else { throw .illegalParameter(parameter) }
        return unsafe span.withUnsafeBytes { unsafe Array($0) }
    }
}

// The master secret.
extension MasterKey {
    /// What keys are derived from (`CryptCreateHash` with CALG_SCHANNEL_MASTER_HASH): a copy of all that is set now. What
    /// is set later does not reach it.
    ///
    /// - Throws: ``ProviderError/randomsMissing``; ``ProviderError/cipher(_:)``.
    public mutating func masterHash() throws(ProviderError) -> MasterHash {
        guard let client = handshake.clientRandom, let server = handshake.serverRandom else { throw .randomsMissing }
        if !hasMasterSecret {
            secret = try providing { () throws(CipherError) in
                let master = try SchannelMasterSecret(
                    algorithm == .ssl3Master ? .ssl3 : .tls1, preMaster: secret.bytes,
                    clientRandom: unsafe client.span.bytes, serverRandom: unsafe server.span.bytes)
                return try master.bytes.copy()
            }
            hasMasterSecret = true
        }
        let copy = try masterSecret()
        return MasterHash(algorithm, provider, masterSecret: copy, handshake)
    }

    /// A copy of the master secret; SSL 2.0's whole, with its clear part.
    ///
    /// - Throws: ``ProviderError/wrongKeyState`` before it is there.
    borrowing func masterSecret() throws(ProviderError) -> SecretBytes {
        guard hasMasterSecret else { throw .wrongKeyState }
        let clear = handshake.clearKey
        return try providing { () throws(CipherError) in
            var whole = try SecretBytes(count: clear.count + secret.count)
            unsafe whole.withUnsafeMutableBytes { whole in
                unsafe whole.copyBytes(from: clear)
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[clear.count...])
                unsafe secret.withUnsafeBytes { unsafe rest.copyMemory(from: $0) }
            }
            return whole
        }
    }
}

extension SecretBytes {
    /// Writes a version over the first two bytes of a pre-master secret, which has 48.
    mutating func begin(withVersion version: UInt16) {
        unsafe withUnsafeMutableBytes { unsafe $0.storeBytes(of: version.bigEndian, as: UInt16.self) }
    }
}

extension Provider {
    /// The lengths that the secret of a master key may have where it was generated or wrapped, in bytes.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``.
    func masterByteCounts(of algorithm: AlgorithmIdentifier) throws(ProviderError) -> ClosedRange<Int> {
        guard algorithm == .ssl2Master || algorithm == .ssl3Master || algorithm == .tls1Master else {
            throw .unsupportedAlgorithm(algorithm)
        }
        let bits = try self.algorithm(algorithm).bitLengths
        return bits.lowerBound / 8...bits.upperBound / 8
    }
}

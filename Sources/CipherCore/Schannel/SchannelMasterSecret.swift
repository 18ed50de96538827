/// The master secret of an SSL 3.0 or TLS 1.0 session, of which each connection has its keys.
public struct SchannelMasterSecret: ~Copyable, Sendable {
    /// The length of a master secret, in bytes.
    public static let byteCount = 48

    /// The protocol.
    public let version: SchannelProtocol
    /// The secret, ``byteCount`` bytes.
    public let bytes: SecretBytes

    /// The master secret that a pre-master secret makes.
    ///
    /// - Parameters:
    ///   - preMaster: any length; what RSA carried has 48 bytes and begins with the client's version.
    ///   - clientRandom: any length; 32 bytes in both protocols, `KP_CLIENT_RANDOM`.
    ///   - serverRandom: likewise, `KP_SERVER_RANDOM`.
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public init(
        _ version: SchannelProtocol, preMaster: RawSpan, clientRandom: RawSpan, serverRandom: RawSpan
    ) throws(CipherError) {
        let bytes = try Self.expand(
            version, preMaster, "master secret", clientRandom, serverRandom, byteCount: Self.byteCount)
        self.version = version
        self.bytes = bytes
    }

    /// A master secret that is there already, as with a session that is taken up again.
    ///
    /// - Throws: ``CipherError/illegalKeyLength`` unless it has ``byteCount`` bytes, ``CipherError/outOfMemory``.
    public init(_ version: SchannelProtocol, masterSecret: RawSpan) throws(CipherError) {
        guard masterSecret.byteCount == Self.byteCount else { throw .illegalKeyLength }
        let bytes = try SecretBytes(copying: masterSecret)
        self.version = version
        self.bytes = bytes
    }

    /// The keys that one side of a connection writes with.
    ///
    /// The key material is cut into the client's and the server's MAC key, key and IV, in this order and alternating.
    /// An export cipher's key and IV are made in a further step (RFC 6101 section 6.2.2.1, RFC 2246 section 6.3.1).
    ///
    /// - Throws: ``CipherError/illegalParameter`` for more than SSL 3.0 can make: 416 bytes of key material, 16 bytes of
    ///   an export cipher's key or IV; and what ``MessageDigest/init(_:)`` throws.
    public borrowing func keys(
        of side: SchannelSide, _ sizes: SchannelKeySizes, clientRandom: RawSpan, serverRandom: RawSpan
    ) throws(CipherError) -> SchannelKeys {
        let pieces = [sizes.macKeyByteCount, sizes.keyByteCount, sizes.initializationVectorByteCount]
        let material = try Self.expand(
            version, bytes.bytes, "key expansion", serverRandom, clientRandom, byteCount: 2 * pieces.reduce(0, +))
        var start = 0
        let macKey = try material.piece(for: side, from: &start, byteCount: pieces[0])
        let key = try material.piece(for: side, from: &start, byteCount: pieces[1])
        guard let exportKeyByteCount = sizes.exportKeyByteCount else {
            let vector = try material.piece(for: side, from: &start, byteCount: pieces[2])
            return SchannelKeys(macKey: macKey, key: key, initializationVector: vector)
        }
        return SchannelKeys(
            macKey: macKey,
            key: try exportKey(of: side, key, exportKeyByteCount, clientRandom, serverRandom),
            initializationVector: try exportVector(of: side, pieces[2], clientRandom, serverRandom))
    }

    private borrowing func exportKey(
        of side: SchannelSide, _ key: borrowing SecretBytes, _ byteCount: Int,
        _ clientRandom: RawSpan, _ serverRandom: RawSpan
    ) throws(CipherError) -> SecretBytes {
        switch (version, side) {
        case (.ssl3, .client):
            try SSL3KeyExpansion.exportValue(key: key.bytes, clientRandom, serverRandom, byteCount: byteCount)
        case (.ssl3, .server):
            try SSL3KeyExpansion.exportValue(key: key.bytes, serverRandom, clientRandom, byteCount: byteCount)
        case (.tls1, .client):
            try Self.prf(key.bytes, "client write key", clientRandom, serverRandom, byteCount: byteCount)
        case (.tls1, .server):
            try Self.prf(key.bytes, "server write key", clientRandom, serverRandom, byteCount: byteCount)
        }
    }

    /// An export cipher's IV holds no secret.
    private borrowing func exportVector(
        of side: SchannelSide, _ byteCount: Int, _ clientRandom: RawSpan, _ serverRandom: RawSpan
    ) throws(CipherError) -> SecretBytes {
        switch (version, side) {
        case (.ssl3, .client):
            return try SSL3KeyExpansion.exportValue(clientRandom, serverRandom, byteCount: byteCount)
        case (.ssl3, .server):
            return try SSL3KeyExpansion.exportValue(serverRandom, clientRandom, byteCount: byteCount)
        case (.tls1, _):
            let both = try Self.prf(RawSpan(), "IV block", clientRandom, serverRandom, byteCount: 2 * byteCount)
            var start = 0
            return try both.piece(for: side, from: &start, byteCount: byteCount)
        }
    }

    /// The label is TLS's; SSL 3.0 tells its two uses apart by the order of the randoms.
    private static func expand(
        _ version: SchannelProtocol, _ secret: RawSpan, _ label: String, _ firstRandom: RawSpan,
        _ secondRandom: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        switch version {
        case .ssl3: try SSL3KeyExpansion.expand(secret: secret, firstRandom, secondRandom, byteCount: byteCount)
        case .tls1: try prf(secret, label, firstRandom, secondRandom, byteCount: byteCount)
        }
    }

    private static func prf(
        _ secret: RawSpan, _ label: String, _ firstRandom: RawSpan, _ secondRandom: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        var seed = firstRandom.withUnsafeBytes { Array($0) }
        secondRandom.withUnsafeBytes { seed += $0 }
        return try TLS1PRF.derive(
            secret: secret, label: Array(label.utf8).span.bytes, seed: seed.span.bytes, byteCount: byteCount)
    }
}

extension SecretBytes {
    /// The client's or the server's of two pieces that begin at `start`, which moves behind both.
    fileprivate borrowing func piece(
        for side: SchannelSide, from start: inout Int, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        let pair = bytes.extracting(start..<start + 2 * byteCount)
        start += 2 * byteCount
        return try SecretBytes(
            copying: side == .client ? pair.extracting(first: byteCount) : pair.extracting(last: byteCount))
    }
}

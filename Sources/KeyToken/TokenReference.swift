internal import CPKCS11
public import CipherCore
public import KeyBlob
public import KeyProvider

/// What an OPAQUEKEYBLOB says of a token's key: in which token it is, how it is found there, and the state of its stream.
///
/// It holds no secret. Who changes one can at most name another key of the same user's tokens, to which the user would
/// still have to log in; a seal with a key that writer and reader share excludes that too. Without one, any damage is
/// found, and a pair is held against the digest of its public half, so that a token that was set up anew under the same
/// names does not pass for the old one.
public struct TokenReference: Sendable {
    /// The names of a token.
    public struct TokenName: Sendable, Equatable {
        let label: [UInt8]
        let serialNumber: [UInt8]

        /// The label, without the blanks.
        public var labelText: String { TokenDescription.text(label) }
        /// The serial number, without the blanks.
        public var serialNumberText: String { TokenDescription.text(serialNumber) }
    }

    /// The token that holds the key.
    public let token: TokenName
    /// The algorithm of the key; of a pair also what it is for.
    public let algorithm: AlgorithmIdentifier
    /// CKA_ID of the key.
    public let identifier: [UInt8]
    /// What the exported value could be used for.
    public let permissions: KeyPermissions
    /// CBC or ECB; nil for a pair.
    public let cipherMode: CipherMode?
    let initializationVector: [UInt8]
    let feedback: [UInt8]
    let publicKeyDigest: [UInt8]

    init(
        _ key: TokenKey, algorithm: AlgorithmIdentifier, permissions: KeyPermissions, mode: CipherMode? = nil,
        initializationVector: [UInt8] = [], feedback: [UInt8] = []
    ) throws(TokenError) {
        token = TokenName(label: key.token.description.label, serialNumber: key.token.description.serialNumber)
        identifier = key.identifier
        publicKeyDigest = try key.publicKeyDigest()
        self.algorithm = algorithm
        self.permissions = permissions
        cipherMode = mode
        self.initializationVector = initializationVector
        self.feedback = feedback
    }

    /// The reference in the bytes of an OPAQUEKEYBLOB, read strictly.
    ///
    /// - Parameter sealingKey: what it was sealed with; nil where it was not sealed with a key.
    /// - Throws: ``TokenError/blob(_:)``; ``TokenError/wrongSeal`` where the seal is another, or of the other kind.
    public init(parsing source: RawSpan, sealedWith sealingKey: RawSpan? = nil) throws(TokenError) {
        let blob: OpaqueTokenKeyBlob
        do throws(BlobError) { blob = try OpaqueTokenKeyBlob(parsing: source) } catch { throw .blob(error) }
        let method: OpaqueTokenKeyBlob.SealMethod = sealingKey == nil ? .digest : .authenticationCode
        guard blob.sealMethod == method else { throw .wrongSeal }
        let sealed = source.extracting(droppingLast: blob.seal.byteCount)
        guard try Self.isSeal(blob.seal, of: sealed, sealingKey) else { throw .wrongSeal }
        token = TokenName(label: Array(blob.tokenLabel), serialNumber: Array(blob.tokenSerialNumber))
        algorithm = blob.keyAlgorithm
        identifier = Array(blob.identifier)
        permissions = KeyPermissions(rawValue: blob.permissions)
        cipherMode = blob.mode == 1 ? .cbc : blob.mode == 2 ? .ecb : nil
        initializationVector = Array(blob.initializationVector)
        feedback = Array(blob.feedback)
        publicKeyDigest = Array(blob.keyDigest)
    }

    /// The reference as an OPAQUEKEYBLOB.
    func blob(sealedWith sealingKey: RawSpan?) throws(TokenError) -> [UInt8] {
        let mode: UInt32 = cipherMode == nil ? 0 : cipherMode == .ecb ? 2 : 1
        let noSeal = [UInt8](repeating: 0, count: DigestAlgorithm.sha256.byteCount)
        let fields = OpaqueTokenKeyBlob(
            keyAlgorithm: algorithm, sealMethod: sealingKey == nil ? .digest : .authenticationCode,
            permissions: permissions.rawValue, mode: mode, tokenLabel: token.label.span.bytes,
            tokenSerialNumber: token.serialNumber.span.bytes, identifier: identifier.span.bytes,
            initializationVector: initializationVector.span.bytes, feedback: feedback.span.bytes,
            keyDigest: publicKeyDigest.span.bytes, seal: noSeal.span.bytes)
        var blob = try inCodec { () throws(BlobError) in try fields.serialized() }
        blob.removeLast(noSeal.count)
        return blob + (try Self.seal(of: blob.span.bytes, sealingKey))
    }

    private static func seal(of sealed: RawSpan, _ sealingKey: RawSpan?) throws(TokenError) -> [UInt8] {
        let seal: SecretBytes
        if let sealingKey {
            seal = try inCore { () throws(CipherError) in
                try HMAC.authenticationCode(.sha256, key: sealingKey, data: sealed)
            }
        } else {
            seal = try inCore { () throws(CipherError) in try MessageDigest.hash(.sha256, sealed) }
        }
        return [UInt8](published: seal)
    }

    private static func isSeal(
        _ seal: RawSpan, of sealed: RawSpan, _ sealingKey: RawSpan?
    ) throws(TokenError) -> Bool {
        guard let sealingKey else { return try Self.seal(of: sealed, nil) == Array(seal) }
        return try inCore { () throws(CipherError) in
            var code = try HMAC(.sha256, key: sealingKey)
            code.update(sealed)
            return try code.isValid(seal)
        }
    }

    /// The key, found in `token`.
    ///
    /// - Throws: ``TokenError/tokenMissing`` or ``TokenError/wrongSerialNumber`` where that is another token;
    ///   ``TokenError/keyMissing``, ``TokenError/ambiguousKey``, ``TokenError/notLoggedIn``; ``TokenError/wrongKey``
    ///   where what is there is another key; ``TokenError/device(code:)``.
    public func key(in token: Token) throws(TokenError) -> TokenKey {
        guard token.description.label == self.token.label else { throw .tokenMissing }
        guard token.description.serialNumber == self.token.serialNumber else { throw .wrongSerialNumber }
        let isPair = cipherMode == nil
        let object = TokenObject(token, isPair ? CKO_PRIVATE_KEY : CKO_SECRET_KEY, identifier: identifier)
        let found = try token.pool.withSession { session throws(TokenError) in
            try TokenKey(object.find(in: session), in: session, of: token)
        }
        // What a pair is for is the reference's affair: the token only knows what it lets be done.
        guard let found, isPair || found.algorithm == algorithm, try found.publicKeyDigest() == publicKeyDigest else {
            throw .wrongKey
        }
        return found
    }
}

extension TokenKey {
    /// SHA-256 of the PUBLICKEYBLOB of a pair without its header, which says what the pair is for; of a session key
    /// nothing.
    func publicKeyDigest() throws(TokenError) -> [UInt8] {
        guard let publicKey else { return [] }
        let modulus = Array(publicKey.modulus.reversed())
        let blob = try inCodec { () throws(BlobError) in
            try RSAPublicKeyBlob(
                keyAlgorithm: .rsaKeyExchange, publicExponent: publicKey.publicExponent,
                modulus: LittleEndianInteger(bytes: modulus.span.bytes)
            ).serialized()
        }
        let numbers = blob.span.bytes.extracting(droppingFirst: BlobHeader.byteCount)
        let digest = try inCore { () throws(CipherError) in try MessageDigest.hash(.sha256, numbers) }
        return [UInt8](published: digest)
    }
}

extension [UInt8] {
    /// A copy of bytes that are not secret.
    init(_ bytes: RawSpan) { self = bytes.withUnsafeBytes { Array($0) } }

    /// What was computed as a secret is, and is none from here on: a signature, a digest of public numbers.
    init(published secret: consuming SecretBytes) { self = secret.withUnsafeBytes { Array($0) } }
}

internal import CPKCS11
public import CipherCore
public import KeyBlob
public import KeyProvider

/// A session key that lives in a token: AES, or 3DES with two or three keys. The token computes; what is kept here, mode,
/// IV and feedback register, is not secret.
///
/// It does what a ``KeyProvider/SessionKey`` does with CBC and ECB, to the byte. One value is one stream of data; any
/// number of them, in any number of threads, may use the same key of the token.
public struct TokenSessionKey: ~Copyable, Sendable {
    /// The key within the token.
    public let key: TokenKey
    /// What may be done with the key through this value: what the token allows, and the reference it came from did.
    public let permissions: KeyPermissions
    /// The mode (KP_MODE): CBC or ECB.
    public private(set) var mode: CipherMode
    /// The IV (KP_IV): one block.
    public private(set) var initializationVector: [UInt8]
    /// The running register: the IV, or the last block of ciphertext.
    private(set) var feedback: [UInt8]

    /// The key of this description, with CBC and an IV of zeros.
    ///
    /// - Throws: ``TokenError/wrongKey`` for a pair.
    public init(_ key: TokenKey) throws(TokenError) {
        guard let block = key.algorithm.tokenCipher?.blockByteCount else { throw .wrongKey }
        self.key = key
        permissions = key.permissions
        mode = .cbc
        initializationVector = [UInt8](repeating: 0, count: block)
        feedback = initializationVector
    }

    /// The key that a reference tells of, in exactly the state in which it was exported.
    ///
    /// - Throws: ``TokenError/wrongKey``, and as ``TokenReference/key(in:)``.
    public init(importing reference: TokenReference, from token: Token) throws(TokenError) {
        let key = try reference.key(in: token)
        guard let mode = reference.cipherMode else { throw .wrongKey }
        self.key = key
        permissions = key.permissions.intersection(reference.permissions)
        self.mode = mode
        initializationVector = reference.initializationVector
        feedback = reference.feedback
    }

    /// The key as an OPAQUEKEYBLOB that refers to it. The token keeps the key.
    ///
    /// - Parameter sealingKey: a secret that writer and reader share; nil for a seal against damage alone.
    /// - Throws: ``TokenError/blob(_:)``, ``TokenError/provider(_:)``.
    public borrowing func exportReference(sealedWith sealingKey: RawSpan? = nil) throws(TokenError) -> [UInt8] {
        try TokenReference(
            key, algorithm: key.algorithm, permissions: permissions, mode: mode,
            initializationVector: initializationVector, feedback: feedback
        ).blob(sealedWith: sealingKey)
    }

    /// The same, as CRYPT_DESTROYKEY wants it: this value is gone, the token's key is not. Others may use it.
    ///
    /// - Throws: as ``exportReference(sealedWith:)``.
    public consuming func exportReferenceAndDestroy(
        sealedWith sealingKey: RawSpan? = nil
    ) throws(TokenError) -> [UInt8] {
        try exportReference(sealedWith: sealingKey)
    }

    /// The algorithm (KP_ALGID).
    public var algorithm: AlgorithmIdentifier { key.algorithm }
    /// The length of a block, in bytes.
    public var blockByteCount: Int { initializationVector.count }

    /// Sets the mode (KP_MODE) and begins the stream anew.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/illegalParameter(_:)`` for other modes than CBC and ECB.
    public mutating func setMode(_ mode: CipherMode) throws(TokenError) {
        guard mode == .cbc || mode == .ecb else { throw .provider(.illegalParameter(.mode)) }
        self.mode = mode
        restart()
    }

    /// Sets the IV (KP_IV), one block of bytes, and begins the stream anew.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/illegalParameter(_:)`` for another length.
    public mutating func setInitializationVector(_ iv: RawSpan) throws(TokenError) {
        guard iv.byteCount == blockByteCount else { throw .provider(.illegalParameter(.initializationVector)) }
        initializationVector = iv.withUnsafeBytes { Array($0) }
        restart()
    }

    mutating func restart() { feedback = initializationVector }

    /// Moves the register on to the last block of ciphertext that has gone through.
    mutating func advance(to lastBlock: [UInt8]) { if mode == .cbc { feedback = lastBlock } }
}

/// The mechanisms of a cipher that tokens have.
struct TokenCipher {
    let blockByteCount: Int
    let keyType: CK_KEY_TYPE
    let generation: CK_MECHANISM_TYPE
    let ecb: CK_MECHANISM_TYPE
    let cbc: CK_MECHANISM_TYPE
    /// CKA_VALUE_LEN, where the key type leaves it open.
    var keyByteCount: Int?
}

extension AlgorithmIdentifier {
    /// The cipher of a session key that tokens have; nil for others.
    var tokenCipher: TokenCipher? {
        switch self {
        case .tripleDES:
            TokenCipher(
                blockByteCount: 8, keyType: CKK_DES3, generation: CKM_DES3_KEY_GEN, ecb: CKM_DES3_ECB, cbc: CKM_DES3_CBC
            )
        case .twoKeyTripleDES:
            TokenCipher(
                blockByteCount: 8, keyType: CKK_DES2, generation: CKM_DES2_KEY_GEN, ecb: CKM_DES3_ECB, cbc: CKM_DES3_CBC
            )
        case .aes128: .aes(keyByteCount: 16)
        case .aes192: .aes(keyByteCount: 24)
        case .aes256: .aes(keyByteCount: 32)
        default: nil
        }
    }
}

extension TokenCipher {
    fileprivate static func aes(keyByteCount: Int) -> TokenCipher {
        TokenCipher(
            blockByteCount: 16, keyType: CKK_AES, generation: CKM_AES_KEY_GEN, ecb: CKM_AES_ECB, cbc: CKM_AES_CBC,
            keyByteCount: keyByteCount)
    }
}

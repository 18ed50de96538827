internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// What a key pair and a public key behind a handle have in common.
class PublicKeyObject: KeyObject, @unchecked Sendable {
    fileprivate let numbers: PublicKey
    fileprivate var permissions: KeyPermissions
    /// KP_OAEP_PARAMS.
    fileprivate var label: [UInt8] = []

    init(_ context: Context, _ key: PublicKey, permissions: KeyPermissions) {
        numbers = key
        self.permissions = permissions
        super.init(context)
    }

    final override func publicKey() throws(ErrorCode) -> PublicKey { numbers }

    override func duplicate() throws(ErrorCode) -> KeyObject {
        try lock.withLock { () throws(ErrorCode) in
            let copy = PublicKeyObject(context, numbers, permissions: permissions)
            copy.label = label
            return copy
        }
    }

    /// Somebody's public half cannot unwrap.
    override func keyPair() throws(ErrorCode) -> KeyPair {
        throw numbers.algorithm == .rsaKeyExchange ? .badData : .badPublicKey
    }

    /// The label of OAEP.
    final func oaepLabel() throws(ErrorCode) -> [UInt8] { try lock.withLock { () throws(ErrorCode) in label } }

    /// - Throws: NTE_BAD_KEY for what does not encrypt: signature keys, DSS, Diffie-Hellman.
    final override func encrypt(_ piece: Piece) throws(ErrorCode) {
        guard numbers.algorithm == .rsaKeyExchange else { throw .badKey }
        let needed = (numbers.bitLength + 7) / 8
        guard let buffer = piece.buffer else {
            piece.length.pointee = DWORD(needed)
            return
        }
        guard needed <= Int(piece.capacity) else {
            piece.length.pointee = DWORD(needed)
            throw .moreData
        }
        let message = UnsafeRawBufferPointer(piece.bytes)
        let padding: WrapPadding = piece.flags & DWORD(CRYPT_OAEP) != 0 ? .oaep : .pkcs1
        let label = try oaepLabel()
        let ciphertext = try calling { () throws(ProviderError) in
            try numbers.encrypt(message.bytes, padding: padding, label: label.span.bytes)
        }
        try piece.hash?.update(message.bytes)
        UnsafeMutableRawBufferPointer(start: buffer, count: needed).copyBytes(from: ciphertext)
        piece.length.pointee = DWORD(needed)
    }

    /// Without a private half there is nothing to decrypt with.
    override func decrypt(_ piece: Piece) throws(ErrorCode) { throw .badKey }

    override func export(_ request: ExportRequest) throws(ErrorCode) {
        try request.refuseSchannelFlags()
        switch request.type {
        case .publicKey:
            guard request.exportingKey == nil else { throw .badPublicKey }
            try request.leave(
                calling { () throws(ProviderError) in try numbers.exportBlob(version3: request.isVersion3) })
        case .privateKey: throw .badKeyState
        case .simple, .symmetricWrapKey: throw .badKey
        case .plaintextKey, .opaqueKey, .publicKeyEx, .keyState: throw .badType
        }
    }

    final override func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        switch parameter {
        case KP_ALGID: return [UInt8](dword: numbers.algorithm.rawValue)
        case KP_KEYLEN, KP_BLOCKLEN: return [UInt8](dword: DWORD(numbers.bitLength))
        case KP_PERMISSIONS:
            return [UInt8](dword: try lock.withLock { () throws(ErrorCode) in permissions.rawValue })
        case KP_SALT: throw .badKey
        case KP_P, KP_Q, KP_G:
            guard let group = numbers.parameters else { throw .badType }
            switch parameter {
            case KP_P: return group.prime
            case KP_G: return group.generator
            default:
                guard let order = group.subgroupOrder else { throw .badType }
                return order
            }
        case KP_VERIFY_PARAMS:
            let isSound = try calling { () throws(ProviderError) in try numbers.verifyParameters() }
            guard isSound else { throw .badData }
            return []
        default: throw .badType
        }
    }

    final override func setParameter(
        _ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD
    ) throws(ErrorCode) -> KeyObject? {
        guard flags == 0 else { throw .badFlags }
        switch parameter {
        case KP_PERMISSIONS:
            let wanted = KeyPermissions(rawValue: dword(value))
            try lock.withLock { () throws(ErrorCode) in
                permissions = try calling { () throws(ProviderError) in try permissions.setting(wanted) }
            }
        case KP_OAEP_PARAMS:
            guard numbers.algorithm == .rsaKeyExchange else { throw .badType }
            let bytes = try Array(blob(value))
            try lock.withLock { () throws(ErrorCode) in label = bytes }
        case KP_SALT, KP_SALT_EX: throw .badKey
        default: throw .badType
        }
        return nil
    }
}

/// A key pair behind a handle: of a container, or a temporary one.
final class KeyPairObject: PublicKeyObject, @unchecked Sendable {
    private let pair: KeyPair

    init(_ context: Context, _ pair: consuming KeyPair) {
        let (key, permissions) = (pair.publicKey, pair.permissions)
        self.pair = pair
        super.init(context, key, permissions: permissions)
    }

    override func duplicate() throws(ErrorCode) -> KeyObject {
        try lock.withLock { () throws(ErrorCode) in
            let copy = KeyPairObject(context, pair.duplicate())
            copy.permissions = permissions.subtracting(.archive)
            copy.label = label
            return copy
        }
    }

    override func keyPair() throws(ErrorCode) -> KeyPair { pair.duplicate() }

    override func decrypt(_ piece: Piece) throws(ErrorCode) {
        guard pair.algorithm == .rsaKeyExchange else { throw .badKey }
        let ciphertext = UnsafeRawBufferPointer(piece.bytes)
        let label = try oaepLabel()
        let message = try calling { () throws(ProviderError) in
            switch Int32(piece.flags) {
            case CRYPT_DECRYPT_RSA_NO_PADDING_CHECK: try pair.decryptWithoutPadding(ciphertext.bytes)
            case CRYPT_OAEP: try pair.decrypt(ciphertext.bytes, padding: .oaep, label: label.span.bytes)
            default: try pair.decrypt(ciphertext.bytes)
            }
        }
        try piece.hash?.update(message.bytes)
        message.withUnsafeBytes { piece.bytes.copyMemory(from: $0) }
        piece.length.pointee = DWORD(message.count)
    }

    override func export(_ request: ExportRequest) throws(ErrorCode) {
        guard request.type == .privateKey else { return try super.export(request) }
        try request.refuseSchannelFlags()
        guard let exportingKey = request.exportingKey else {
            let blob = try calling { () throws(ProviderError) in try pair.exportBlob(version3: request.isVersion3) }
            return try request.leave(blob.bytes)
        }
        let key = try exportingKey.sessionKey()
        try request.leave(
            calling { () throws(ProviderError) in
                try pair.exportBlob(encryptedBy: key)
            })
    }
}

internal import CPKCS11
internal import CipherCore
public import KeyBlob
public import KeyProvider

/// A key that a token holds, as the token tells of it: recognised, but not yet used for anything.
public struct TokenKey: Sendable {
    let object: TokenObject
    /// Of a pair CALG_RSA_KEYX where the token decrypts with it, else CALG_RSA_SIGN.
    public let algorithm: AlgorithmIdentifier
    /// CKA_LABEL, which people give it; several keys may have the same.
    public let label: String
    /// What the token lets be done with the key: CRYPT_ENCRYPT, CRYPT_DECRYPT, and parameters. It never leaves.
    public let permissions: KeyPermissions
    /// Whether the token shows the key to nobody in the clear (CKA_SENSITIVE).
    public let isSensitive: Bool
    /// Whether the token lets the key out wrapped (CKA_EXTRACTABLE).
    public let isExtractable: Bool
    /// Whether the key was made in the token, and so was never anywhere else (CKA_LOCAL).
    public let isMadeInToken: Bool
    /// The public half of a pair.
    let publicKey: RSAPublicKey?

    /// The token.
    public var token: Token { object.token }
    /// CKA_ID, which finds the key.
    public var identifier: [UInt8] { object.identifier }

    /// What an object tells of itself; nil for what is no key that can be used here: of another algorithm, or without
    /// an identifier.
    init?(_ handle: CK_OBJECT_HANDLE, in session: TokenSession, of token: Token) throws(TokenError) {
        guard let objectClass = try session.number(CKA_CLASS, of: handle),
            let keyType = try session.number(CKA_KEY_TYPE, of: handle),
            let identifier = try session.attribute(CKA_ID, of: handle), 1...255 ~= identifier.count
        else { return nil }
        var permissions: KeyPermissions = [.read, .write]
        if try session.flag(CKA_ENCRYPT, of: handle) { permissions.insert(.encrypt) }
        if try session.flag(CKA_DECRYPT, of: handle) { permissions.insert(.decrypt) }
        switch (objectClass, keyType) {
        case (CKO_SECRET_KEY, CKK_DES3): algorithm = .tripleDES
        case (CKO_SECRET_KEY, CKK_DES2): algorithm = .twoKeyTripleDES
        case (CKO_SECRET_KEY, CKK_AES):
            switch try session.number(CKA_VALUE_LEN, of: handle) {
            case 16: algorithm = .aes128
            case 24: algorithm = .aes192
            case 32: algorithm = .aes256
            default: return nil
            }
        case (CKO_PRIVATE_KEY, CKK_RSA):
            algorithm = permissions.contains(.decrypt) ? .rsaKeyExchange : .rsaSign
        default: return nil
        }
        publicKey = objectClass == CKO_PRIVATE_KEY ? try Self.publicKey(of: handle, identifier, in: session) : nil
        guard objectClass == CKO_SECRET_KEY || publicKey != nil else { return nil }
        self.permissions = permissions
        label = String(decoding: try session.attribute(CKA_LABEL, of: handle) ?? [], as: UTF8.self)
        isSensitive = try session.flag(CKA_SENSITIVE, of: handle)
        isExtractable = try session.flag(CKA_EXTRACTABLE, of: handle)
        isMadeInToken = try session.flag(CKA_LOCAL, of: handle)
        object = TokenObject(token, objectClass, identifier: identifier)
    }

    /// The numbers of a pair that are not secret; where the private object does not tell them, its public twin does. A
    /// weak key is in the token already, and is taken as it is.
    private static func publicKey(
        of handle: CK_OBJECT_HANDLE, _ identifier: [UInt8], in session: TokenSession
    ) throws(TokenError) -> RSAPublicKey? {
        let twin = ObjectTemplate().with(CKA_CLASS, CKO_PUBLIC_KEY).with(CKA_ID, identifier)
        for object in [handle] + (try session.find(twin, limit: 1)) {
            guard let modulus = try session.attribute(CKA_MODULUS, of: object), !modulus.isEmpty,
                let digits = try session.attribute(CKA_PUBLIC_EXPONENT, of: object)?.drop(while: { $0 == 0 }),
                1...4 ~= digits.count
            else { continue }
            let exponent = digits.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            return try inCore { () throws(CipherError) in
                try RSAPublicKey(insecureModulus: modulus.span.bytes, publicExponent: exponent)
            }
        }
        return nil
    }
}

extension Token {
    /// The keys that the token holds and that can be used here: session keys and pairs, in the token's order.
    ///
    /// - Throws: ``TokenError/notLoggedIn``, ``TokenError/tokenRemoved``, ``TokenError/device(code:)``.
    public func keys() throws(TokenError) -> [TokenKey] { try keys { _ in } }

    /// The key of this label.
    ///
    /// - Throws: ``TokenError/keyMissing``, ``TokenError/ambiguousKey``, and as ``keys()``.
    public func key(label: String) throws(TokenError) -> TokenKey {
        try theOne(keys { $0.with(CKA_LABEL, Array(label.utf8)) })
    }

    /// The key of this identifier (CKA_ID).
    ///
    /// - Throws: ``TokenError/keyMissing``, ``TokenError/ambiguousKey``, and as ``keys()``.
    public func key(identifier: [UInt8]) throws(TokenError) -> TokenKey {
        try theOne(keys { $0.with(CKA_ID, identifier) })
    }

    private func theOne(_ keys: [TokenKey]) throws(TokenError) -> TokenKey {
        guard let key = keys.first else { throw .keyMissing }
        guard keys.count == 1 else { throw .ambiguousKey }
        return key
    }

    private func keys(_ narrow: (ObjectTemplate) -> Void) throws(TokenError) -> [TokenKey] {
        try pool.withSession { session throws(TokenError) in
            guard try session.isLoggedIn() else { throw .notLoggedIn }
            var keys: [TokenKey] = []
            for objectClass in [CKO_SECRET_KEY, CKO_PRIVATE_KEY] {
                let template = ObjectTemplate().with(CKA_CLASS, objectClass)
                narrow(template)
                for handle in try session.find(template, limit: 65536) {
                    do throws(TokenError) {
                        if let key = try TokenKey(handle, in: session, of: self) { keys.append(key) }
                    } catch {
                        // Somebody has deleted it since it was found.
                        guard error == .keyMissing else { throw error }
                    }
                }
            }
            return keys
        }
    }

    /// Deletes a key from the token, for good, with the public half that lies beside it. Nothing else here does.
    ///
    /// - Throws: ``TokenError/keyMissing``, ``TokenError/writeProtected``, and as ``keys()``.
    public func delete(_ key: TokenKey) throws(TokenError) {
        try pool.withWritableSession { session throws(TokenError) in
            let handle = try key.object.find(in: session)
            try check(session.functions.pointee.C_DestroyObject?(session.handle, handle))
            guard key.publicKey != nil else { return }
            let twin = ObjectTemplate().with(CKA_CLASS, CKO_PUBLIC_KEY).with(CKA_ID, key.identifier)
            for handle in try session.find(twin, limit: 1) {
                try check(session.functions.pointee.C_DestroyObject?(session.handle, handle))
            }
        }
    }
}

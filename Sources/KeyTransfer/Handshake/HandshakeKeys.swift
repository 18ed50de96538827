internal import CipherCore
public import KeyProvider

/// What a three-phase exchange ends with: a key for each direction, and the other side's proof that it has both.
public struct HandshakeKeys: ~Copyable, Sendable {
    /// What this side encrypts with: AES-256.
    public var outgoing: SessionKey
    /// What the other side encrypts with: AES-256.
    public var incoming: SessionKey

    /// What people compare to see that both sides have the same key: 8 bytes, from which nothing of it can be told.
    ///
    /// - Throws: ``TransferError/provider(_:)``.
    public static func checkValue(of key: borrowing SessionKey) throws(TransferError) -> [UInt8] {
        let pseudorandomKey = try key.pseudorandomKey(salt: [])
        let info = ("keyblob handshake check 1" as StaticString).utf8Bytes
        return try ciphering { () throws(CipherError) in
            let value = try HKDF.expand(
                .sha256, pseudorandomKey: pseudorandomKey.bytes, info: unsafe info.span.bytes, byteCount: 8)
            return unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }
        }
    }
}

/// One of two sides that know each other's keys.
public struct HandshakeParty: Sendable {
    /// At most 256 bytes of UTF-8; may be empty. Both sides must use the same names.
    public let name: String
    /// An RSA exchange key.
    public let key: PublicKey

    /// Somebody by his name and exchange key.
    public init(_ name: String, _ key: PublicKey) {
        self.name = name
        self.key = key
    }

    /// - Throws: ``TransferError/provider(_:)`` with `weakKeyRefused`, unless that is allowed.
    func party(allowing insecure: Insecure?) throws(TransferError) -> Party {
        if insecure == nil, try SealedFileRecipient(key).isWeak() { throw .provider(.weakKeyRefused) }
        return try Party(name, key)
    }
}

internal import CipherCore
internal import KeyProvider

extension MessageKey {
    private static let label: StaticString = "keyblob message 1"

    /// Of a session key that is made for one message: HKDF-SHA-256 without salt, whose first 32 bytes are the key and the
    /// next 12 the nonce.
    init(_ sessionKey: borrowing SessionKey) throws(TransferError) {
        let pseudorandomKey = try sessionKey.pseudorandomKey(salt: [])
        let info = Self.label.utf8Bytes
        self.init(
            try ciphering { () throws(CipherError) in
                try HKDF.expand(
                    .sha256, pseudorandomKey: pseudorandomKey.bytes, info: unsafe info.span.bytes,
                    byteCount: Self.byteCount)
            })
    }
}

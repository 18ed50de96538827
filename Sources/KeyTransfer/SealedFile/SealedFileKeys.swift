internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// What a sealed file's session key becomes: HKDF-SHA-256 with the file's salt gives a pseudorandom key, and that by its
/// own labels the key of the header and the body's.
struct SealedFileKeys: ~Copyable {
    private static let headerLabel: StaticString = "keyblob sealed file header 1"
    private static let bodyLabel: StaticString = "keyblob sealed file body 1"

    private let pseudorandomKey: SecretBytes

    init(_ sessionKey: borrowing SessionKey, salt: [UInt8]) throws(TransferError) {
        pseudorandomKey = try sessionKey.pseudorandomKey(salt: salt)
    }

    /// The header's MAC: HMAC-SHA-256, 32 bytes.
    borrowing func headerCode(of header: ArraySlice<UInt8>) throws(TransferError) -> [UInt8] {
        let key = try derive(Self.headerLabel, byteCount: 32)
        return try ciphering { () throws(CipherError) in
            let value = try HMAC.authenticationCode(.sha256, key: key.bytes, data: unsafe header.span.bytes)
            return unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }
        }
    }

    /// Whether `mac` is the header's.
    borrowing func isValid(_ mac: [UInt8], of header: ArraySlice<UInt8>) throws(TransferError) -> Bool {
        let key = try derive(Self.headerLabel, byteCount: 32)
        return try ciphering { () throws(CipherError) in
            var code = try HMAC(.sha256, key: key.bytes)
            code.update(unsafe header.span.bytes)
            return try code.isValid(unsafe mac.span.bytes)
        }
    }

    /// The cipher of the body: key and nonce prefix.
    borrowing func body() throws(TransferError) -> ChunkStream {
        let material = try derive(Self.bodyLabel, byteCount: ChunkStream.keyByteCount + ChunkStream.prefixByteCount)
        return try ChunkStream(material.bytes)
    }

    private borrowing func derive(_ label: StaticString, byteCount: Int) throws(TransferError) -> SecretBytes {
        let info = label.utf8Bytes
        return try ciphering { () throws(CipherError) in
            try HKDF.expand(
                .sha256, pseudorandomKey: pseudorandomKey.bytes, info: unsafe info.span.bytes, byteCount: byteCount)
        }
    }
}

/// The boundary to the cipher core.
func ciphering<Result: ~Copyable>(_ work: () throws(CipherError) -> Result) throws(TransferError) -> Result {
    do throws(CipherError) { return try work() } catch { throw .provider(.cipher(error)) }
}

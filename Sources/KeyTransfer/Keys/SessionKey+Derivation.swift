internal import CipherCore
internal import KeyBlob
internal import KeyProvider

extension SessionKey {
    /// The pseudorandom key that HKDF-SHA-256 extracts of the key's bytes.
    ///
    /// - Throws: ``TransferError/provider(_:)`` with `notExportable`.
    borrowing func pseudorandomKey(salt: [UInt8]) throws(TransferError) -> SecretBytes {
        try providing { () throws(ProviderError) in
            let plaintext = try exportPlaintext()
            let blob: PlaintextKeyBlob
            do throws(BlobError) {
                blob = try PlaintextKeyBlob(parsing: plaintext.bytes)
            } catch {
                throw .blob(error)
            }
            return try KeyProvider.providing { () throws(CipherError) in
                try HKDF.extract(.sha256, secret: blob.key, salt: unsafe salt.span.bytes)
            }
        }
    }
}

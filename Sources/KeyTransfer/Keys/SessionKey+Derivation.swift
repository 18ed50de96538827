internal import CipherCore
internal import KeyBlob
internal import KeyProvider

extension SessionKey {
    /// The pseudorandom key that HKDF-SHA-256 extracts of the key's bytes.
    ///
    /// - Throws: as ``withKeyBytes(_:)``.
    borrowing func pseudorandomKey(salt: [UInt8]) throws(TransferError) -> SecretBytes {
        try withKeyBytes { key throws(CipherError) in
            try HKDF.extract(.sha256, secret: key, salt: unsafe salt.span.bytes)
        }
    }

    /// Lends the key's bytes to a cipher or a derivation.
    ///
    /// - Throws: ``TransferError/provider(_:)`` with `notExportable`.
    borrowing func withKeyBytes<Result: ~Copyable>(
        _ work: (RawSpan) throws(CipherError) -> Result
    ) throws(TransferError) -> Result {
        try providing { () throws(ProviderError) in
            let plaintext = try exportPlaintext()
            let blob: PlaintextKeyBlob
            do throws(BlobError) {
                blob = try PlaintextKeyBlob(parsing: plaintext.bytes)
            } catch {
                throw .blob(error)
            }
            let key = blob.key
            return try KeyProvider.providing { () throws(CipherError) in try work(key) }
        }
    }
}

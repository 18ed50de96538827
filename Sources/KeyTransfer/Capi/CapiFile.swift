internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// The file that Microsoft's sample programs "Encrypting a File" and "Decrypting a File" write and read.
///
/// ```c
/// struct { DWORD cbKeyBlob;                // little-endian; only in the public-key branch
///          BYTE keyBlob[cbKeyBlob];        // SIMPLEBLOB of the session key
///          BYTE ciphertext[]; }            // CryptEncrypt in pieces, Final on the last
/// ```
/// With a password the file is the ciphertext alone. The format names neither algorithm nor padding nor password hash,
/// and has no integrity: of all damage to the ciphertext only that to the last block's padding can be noticed, and none
/// with RC4. Source: Microsoft Learn, "Example C Program: Encrypting a File".
public enum CapiFile {
    /// Seals all of `source` for the owner of `recipient`, under a session key that is made for it.
    ///
    /// - Throws: ``TransferError``.
    public static func seal<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, with key: inout SessionKey, for recipient: PublicKey,
        padding: WrapPadding = .pkcs1
    ) throws(TransferError) {
        let blob: [UInt8]
        do throws(ProviderError) {
            blob = try key.exportWrapped(for: recipient, padding: padding)
        } catch {
            throw .provider(error)
        }
        let length = UInt32(blob.count)
        let header = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + blob
        try unsafe header.span.bytes.withUnsafeBytes { bytes throws(TransferError) in try unsafe sink.write(bytes) }
        try KeyStream.encrypt(&source, into: &sink, with: &key)
    }

    /// Opens all of `source` with the exchange key pair it was sealed for.
    ///
    /// - Parameter provider: whose rules the session key follows (salt of 40-bit keys, effective key length).
    /// - Throws: ``TransferError``. Nothing has been written to `sink` where the key did not open; see
    ///   ``KeyStream/decrypt(_:into:with:)`` for what has where the padding is wrong.
    public static func open<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, with pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .substitute, provider: Provider = .aes, salt: SaltPolicy = .standard
    ) throws(TransferError) {
        var key = try readKey(
            from: &source, unwrappingWith: pair, padding: padding, failure: failure, provider: provider, salt: salt)
        try KeyStream.decrypt(&source, into: &sink, with: &key)
    }

    /// The session key from the front of the file: the first half of opening it, for who must look at the key before the
    /// second. What is left of `source` is ciphertext.
    ///
    /// - Throws: ``TransferError``.
    public static func readKey<Source: ByteSource & ~Copyable>(
        from source: inout Source, unwrappingWith pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .substitute, provider: Provider = .aes, salt: SaltPolicy = .standard
    ) throws(TransferError) -> SessionKey {
        let blob = try readKeyBlob(&source)
        do throws(ProviderError) {
            return try SessionKey(
                importing: blob.bytes, unwrappingWith: pair, padding: padding, failure: failure,
                provider: provider, salt: salt)
        } catch {
            throw .provider(error)
        }
    }

    /// The longest SIMPLEBLOB there is: 12 bytes and a modulus of 16384 bits.
    private static let longestBlob = 12 + 2048

    private static func readKeyBlob<Source: ByteSource & ~Copyable>(
        _ source: inout Source
    ) throws(TransferError) -> SecretBytes {
        var length: UInt32 = 0
        let got = try unsafe withUnsafeMutableBytes(of: &length) { buffer throws(TransferError) in
            try unsafe source.fill(buffer)
        }
        guard got == 4 else { throw .malformed(truncated("cbKeyBlob", 0, needed: 4, found: got)) }
        let byteCount = Int(UInt32(littleEndian: length))
        guard byteCount <= longestBlob else {
            throw .malformed(
                BlobError(
                    reason: .badKeyLength, field: "cbKeyBlob", offset: 0, expected: UInt64(longestBlob),
                    found: UInt64(byteCount)))
        }
        var blob: SecretBytes
        do throws(CipherError) { blob = try SecretBytes(count: byteCount) } catch { throw .provider(.cipher(error)) }
        let blobCount = try unsafe blob.withUnsafeMutableBytes { buffer throws(TransferError) in
            try unsafe source.fill(buffer)
        }
        guard blobCount == byteCount else {
            throw .malformed(truncated("keyBlob", 4, needed: byteCount, found: blobCount))
        }
        return blob
    }

    private static func truncated(_ field: StaticString, _ offset: Int, needed: Int, found: Int) -> BlobError {
        BlobError(
            reason: .truncated, field: field, offset: offset, expected: UInt64(needed), found: UInt64(found))
    }
}

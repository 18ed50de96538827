internal import CipherCore
public import KeyBlob

// PRIVATEKEYBLOB under a session key: all that stands behind the header goes through that key as one last piece of data
// (CryptEncrypt with Final), from where its stream stands.
//
// Microsoft's pages warn that the state of the session key may change. Here it does not: a duplicate does the work, so
// both sides can go on with the stream that they were in, or move another BLOB.
extension KeyPair {
    /// The pair in an encrypted PRIVATEKEYBLOB.
    ///
    /// - Parameters:
    ///   - sessionKey: in the same state as the one that encrypted: parameters and place in the stream.
    ///   - completeness, insecure: as for a BLOB in the clear.
    /// - Throws: ``ProviderError/unwrapFailed`` for another key, wrong padding, and whatever is wrong with what comes out;
    ///   nobody learns which. ``ProviderError/illegalDataLength`` where the ciphertext is no whole number of blocks;
    ///   ``ProviderError/unsuitableKey`` and ``ProviderError/notPermitted`` as decryption.
    public init(
        importing blob: borrowing EncryptedPrivateKeyBlob, decryptingWith sessionKey: borrowing SessionKey,
        _ completeness: Completeness = .whole, isExportable: Bool = true, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let header = BlobHeader.byteCount
        let encrypted = blob.encrypted
        var isPadded = true
        var plain = try blob.secretBytes()
        let byteCount = try unsafe plain.withUnsafeMutableBytes { plain throws(ProviderError) in
            var duplicate = try sessionKey.duplicate()
            let body = unsafe UnsafeMutableRawBufferPointer(rebasing: plain[header...])
            do throws(ProviderError) {
                return try unsafe duplicate.decrypt(body, isFinal: true)
            } catch .badPadding {
                // Read on all the same, and refused behind as much work.
                isPadded = false
                return encrypted.byteCount
            }
        }
        do throws(ProviderError) {
            let pair = try KeyPair(
                importing: plain.bytes.extracting(first: header + byteCount), completeness,
                isExportable: isExportable, allowing: insecure)
            // A whole BLOB can be left where the block of padding behind it was cut off.
            guard isPadded else { throw .unwrapFailed }
            self.init(pair.algorithm, pair.numbers, permissions: pair.permissions)
        } catch {
            switch error {
            case .cipher(.outOfMemory), .cipher(.libraryUnavailable), .cipher(.weakKey): throw error
            default: throw .unwrapFailed
            }
        }
    }

    /// The pair in the bytes of an encrypted PRIVATEKEYBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)``, for one in the clear too, and as the import of a view.
    public init(
        importing source: RawSpan, decryptingWith sessionKey: borrowing SessionKey,
        _ completeness: Completeness = .whole, isExportable: Bool = true, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let blob: EncryptedPrivateKeyBlob
        do throws(BlobError) { blob = try EncryptedPrivateKeyBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(
            importing: blob, decryptingWith: sessionKey, completeness, isExportable: isExportable,
            allowing: insecure)
    }

    /// The pair as a PRIVATEKEYBLOB, encrypted with a session key, whose state stays as it is.
    ///
    /// The BLOB names neither the cipher nor its parameters; whoever imports it must have set up the key alike.
    ///
    /// - Parameter version3: as for the export in the clear.
    /// - Throws: as the export in the clear, and as encryption.
    public func exportBlob(
        encryptedBy sessionKey: borrowing SessionKey, version3: Bool = false
    ) throws(ProviderError) -> [UInt8] {
        let plain = try exportBlob(version3: version3)
        let body = plain.bytes.extracting(droppingFirst: BlobHeader.byteCount)
        let version = unsafe plain.bytes.unsafeLoad(fromByteOffset: 1, as: UInt8.self)
        var duplicate = try sessionKey.duplicate()
        let encrypted = try duplicate.encrypt(body)
        let blob = EncryptedPrivateKeyBlob(
            version: version, keyAlgorithm: algorithm, encrypted: unsafe encrypted.span.bytes)
        return try coding { () throws(BlobError) in try blob.serialized() }
    }
}

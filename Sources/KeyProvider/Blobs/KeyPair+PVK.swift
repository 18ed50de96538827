public import CipherCore
internal import KeyBlob

/// How a PVK file is encrypted: by RC4 under SHA-1 of salt and password, which protects little.
public enum PVKEncryption: Sendable, CaseIterable {
    /// With all 16 bytes of the key.
    case strong
    /// With 5, as programs for export were: anybody can try all keys.
    case weak
}

// PVK: the file of Microsoft's Authenticode tools, a PRIVATEKEYBLOB that a password may encrypt.
extension KeyPair {
    /// The pair in a PVK file. What its header says of the pair's purpose is not believed: writers differ.
    ///
    /// - Parameters:
    ///   - password: in the bytes that are hashed: Microsoft's tools take the ANSI form, OpenSSL what was typed. Of no
    ///     meaning for a file that is not encrypted; may be empty for one that is.
    ///   - insecure: as for a PRIVATEKEYBLOB.
    /// - Throws: ``ProviderError/blob(_:)``; ``ProviderError/passwordMissing``; ``ProviderError/unwrapFailed`` for another
    ///   password, or damage; and as the import of a PRIVATEKEYBLOB. The file has no checksum: where the numbers
    ///   contradict each other the password was right.
    public init(
        importingPVK source: RawSpan, password: RawSpan? = nil, isExportable: Bool = true,
        allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let file: PVKFile
        do throws(BlobError) { file = try Self.parsePVK(source) } catch { throw .blob(error) }
        let blob = source.extracting(file.privateKeyBlobRange)
        guard file.isEncrypted else {
            try self.init(importing: blob, isExportable: isExportable, allowing: insecure)
            return
        }
        guard let password else { throw .passwordMissing }
        // The file does not say which it is.
        for encryption in PVKEncryption.allCases {
            let plain = try Self.applyRC4(encryption, to: blob, salt: file.salt, password: password)
            do throws(ProviderError) {
                try self.init(importing: plain.bytes, isExportable: isExportable, allowing: insecure)
                return
            } catch .blob {
                continue
            }
        }
        throw .unwrapFailed
    }

    /// The pair as a PVK file, RSA or DSS; encrypted where there is a password.
    ///
    /// - Parameter insecure: ``Insecure/weakKeys`` for ``PVKEncryption/weak``.
    /// - Throws: ``ProviderError/notExportable``, ``ProviderError/weakKeyRefused``; ``ProviderError/unsuitableKey`` for
    ///   Diffie-Hellman.
    public func exportPVK(
        password: RawSpan? = nil, _ encryption: PVKEncryption = .strong, allowing insecure: Insecure? = nil
    ) throws(ProviderError) -> SecretBytes {
        if password != nil && encryption == .weak && insecure == nil { throw .weakKeyRefused }
        let plain = try exportBlob()
        guard algorithm.isRSAOrDSS else { throw .unsuitableKey }
        guard let password else { return try pvkFile(plain.bytes, salt: RawSpan()) }
        let salt = try [UInt8].random(count: 16)
        let saltBytes = salt.span
        let encrypted = try Self.applyRC4(
            encryption, to: plain.bytes, salt: unsafe saltBytes.bytes, password: password)
        return try pvkFile(encrypted.bytes, salt: unsafe saltBytes.bytes)
    }

    private func pvkFile(_ blob: RawSpan, salt: RawSpan) throws(ProviderError) -> SecretBytes {
        let file = PVKFile(
            keySpec: purpose == .exchange ? 1 : 2, salt: salt, keyAlgorithm: algorithm,
            body: blob.extracting(droppingFirst: BlobHeader.byteCount))
        return try file.secretBytes()
    }

    @_lifetime(copy source)
    private static func parsePVK(_ source: RawSpan) throws(BlobError) -> PVKFile {
        var deviations = Deviations()
        let file = try PVKFile(parsing: source, tolerating: &deviations)
        // Nothing else is forgiven: the strict parse says what it is.
        return deviations.kinds == [.unexpectedKeySpec] ? file : try PVKFile(parsing: source)
    }

    /// A copy of a PRIVATEKEYBLOB with all behind its header encrypted or decrypted, which are the same.
    private static func applyRC4(
        _ encryption: PVKEncryption, to blob: RawSpan, salt: RawSpan, password: RawSpan
    ) throws(ProviderError) -> SecretBytes {
        do throws(CipherError) {
            var digest = try MessageDigest(.sha1)
            digest.update(salt)
            digest.update(password)
            var key = try digest.finish()
            unsafe key.withUnsafeMutableBytes { key in
                if encryption == .weak { for index in 5..<key.count { unsafe key[index] = 0 } }
            }
            var cipher = try BulkCipher(.rc4, key: key.bytes.extracting(first: 16))
            var copy = try SecretBytes(copying: blob)
            try unsafe copy.withUnsafeMutableBytes { copy throws(CipherError) in
                try unsafe cipher.encrypt(UnsafeMutableRawBufferPointer(rebasing: copy[BlobHeader.byteCount...]))
            }
            return copy
        } catch {
            throw .cipher(error)
        }
    }
}

extension AlgorithmIdentifier {
    /// Whether PVK files hold pairs of the algorithm.
    fileprivate var isRSAOrDSS: Bool { self == .rsaKeyExchange || self == .rsaSign || self == .dssSign }
}

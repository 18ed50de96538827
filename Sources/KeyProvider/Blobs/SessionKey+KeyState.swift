public import CipherCore
public import KeyBlob

// KEYSTATEBLOB: a session key in the clear with the state of its cipher, for RC4, DES, 3DES, AES-128 and AES-256.
//
// Of a key's state it lacks the mode, the permissions and the salt, which for RC4 is part of the key that it holds: 16 bytes,
// so that only keys that have 16 with their salt go into it. No implementation is known to write the type; that the
// structures of the SDK's header stand behind a BLOB header is inferred, and so is the order of the round keys: as they are
// used, those of decryption for the equivalent inverse cipher.
extension SessionKey {
    /// The key in a KEYSTATEBLOB, at its place in the stream. AES's round keys are computed anew; those in the BLOB, whose
    /// order nobody has documented, are not looked at.
    ///
    /// - Parameter mode: as the key had it, which the BLOB does not say; of no meaning for RC4.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)`` where the provider
    ///   does not take the key; ``ProviderError/illegalParameter(_:)`` for a mode that no key has.
    public init(
        importing blob: borrowing KeyStateBlob, mode: CipherMode = .cbc, provider: Provider = .aes,
        isExportable: Bool = true
    ) throws(ProviderError) {
        let algorithm = blob.keyAlgorithm
        let bits = 8 * blob.key.byteCount
        guard try provider.keyLengths(of: algorithm).legal.contains(bits) else { throw .illegalKeyLength(bits: bits) }
        let key: SecretBytes
        do throws(CipherError) { key = try SecretBytes(copying: blob.key) } catch { throw .cipher(error) }
        var restored = try SessionKey(imported: key, algorithm, provider, .none, isExportable: isExportable)
        if restored.blockByteCount != nil {
            try restored.setMode(mode)
            try restored.setInitializationVector(blob.iv)
            try restored.restore(blob.feedback)
        } else {
            var position = try providing { () throws(CipherError) in try SecretBytes(count: blob.sBox.byteCount + 2) }
            var offset = 0
            position.put(blob.sBox, at: &offset)
            let indices = [blob.i, blob.j]
            position.put(unsafe indices.span.bytes, at: &offset)
            try restored.restore(position.bytes)
        }
        self.init(restored)
    }

    /// The key in the bytes of a KEYSTATEBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(
        importingState source: RawSpan, mode: CipherMode = .cbc, provider: Provider = .aes, isExportable: Bool = true
    ) throws(ProviderError) {
        try self.init(
            importing: try parsed(KeyStateBlob.self, source), mode: mode, provider: provider,
            isExportable: isExportable)
    }

    /// The key as a KEYSTATEBLOB, in the clear.
    ///
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/unsupportedBlobType(_:)`` for a key that the type cannot
    ///   carry: of another algorithm, one that only authenticates, and of RC4 one that is not 16 bytes with its salt.
    public borrowing func exportState() throws(ProviderError) -> SecretBytes {
        guard isExportable else { throw .notExportable }
        let fits =
            switch algorithm {
            case .rc4: key.count + salt.byteCount == 16
            case .des, .tripleDES, .aes128, .aes256: true
            default: false
            }
        guard role.encrypts, fits else { throw .unsupportedBlobType(.keyState) }
        let position = try exportedPosition()
        let register = position.bytes
        guard algorithm == .rc4 else { return try blockCipherState(register) }
        let whole = try providing { () throws(CipherError) in try Self.cipherKey(key, saltBytes) }
        let blob = KeyStateBlob(
            rc4Key: whole.bytes, sBox: register.extracting(first: 256),
            i: unsafe register.unsafeLoad(fromByteOffset: 256, as: UInt8.self),
            j: unsafe register.unsafeLoad(fromByteOffset: 257, as: UInt8.self))
        return try blob.secretBytes()
    }

    private borrowing func blockCipherState(_ feedback: RawSpan) throws(ProviderError) -> SecretBytes {
        let isAES = algorithm == .aes128 || algorithm == .aes256
        let encryption = try providing { () throws(CipherError) in
            isAES ? try AESRoundKeys.encryption(key: key.bytes) : try SecretBytes(count: 0)
        }
        let decryption = try providing { () throws(CipherError) in
            isAES ? try AESRoundKeys.decryption(key: key.bytes) : try SecretBytes(count: 0)
        }
        let blob = KeyStateBlob(
            keyAlgorithm: algorithm, key: key.bytes, iv: initializationVector, encryptionState: encryption.bytes,
            decryptionState: decryption.bytes, feedback: feedback)
        return try blob.secretBytes()
    }

    private mutating func restore(_ position: RawSpan) throws(ProviderError) {
        do throws(CipherError) { try stream?.restorePosition(position) } catch { throw .cipher(error) }
    }
}

/// A symmetric key and its algorithm; makes the engines that work under it. It never changes, so ciphers may share it.
final class CipherKey: Sendable {
    let algorithm: CipherAlgorithm
    let bytes: SecretBytes
    /// RC2's strength, in bits; the key's length for other algorithms.
    let effectiveBits: Int

    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/illegalParameter`` (only RC2 has effective bits),
    ///   ``CipherError/outOfMemory``.
    init(_ algorithm: CipherAlgorithm, _ key: RawSpan, effectiveBits: Int?) throws(CipherError) {
        guard algorithm.keyByteCounts.contains(key.byteCount) else { throw .illegalKeyLength }
        guard algorithm == .rc2 || effectiveBits == nil else { throw .illegalParameter }
        self.algorithm = algorithm
        self.effectiveBits = effectiveBits ?? 8 * key.byteCount
        bytes = try SecretBytes(copying: key)
    }

    /// A copy of some of the key's bytes.
    func copy(of range: Range<Int>) throws(CipherError) -> SecretBytes {
        try bytes.withUnsafeBytes { all throws(CipherError) in
            try SecretBytes(copying: UnsafeRawBufferPointer(rebasing: all[range]).bytes)
        }
    }

    /// An engine at its beginning, of its own for whoever asks.
    ///
    /// - Throws: ``CipherError/unsupportedAlgorithm``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    func engine(for mode: CipherMode) throws(CipherError) -> any BlockEngine {
        switch (algorithm, mode) {
        case (.rc4, _): try RC4(self)
        case (.rc2, _): try RC2(self, mode: mode)
        case (.desx, _): try DESX(self, mode: mode)
        case (_, .ofb): try OutputFeedback(self)
        // libgcrypt has vector code for AES and three-way code for triple DES, but not in these two modes. Its DES has
        // none at all.
        case (.des, _), (_, .cbc), (_, .cfb), (_, .ctr): try LibraryCipher(self, mode: mode)
        case (_, .ecb): try BulkECB(self)
        case (_, .cfb8): try BulkCFB8(self)
        }
    }
}

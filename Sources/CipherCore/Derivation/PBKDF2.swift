internal import CGcrypt

/// PBKDF2 with HMAC (RFC 8018 section 5.2): a key from a passphrase, `BCryptDeriveKeyPBKDF2`.
///
/// Costs an attacker computing time and no memory: prefer ``Argon2id`` where the format is ours to choose.
public enum PBKDF2 {
    /// The legal iteration counts. What comes with a file is an outsider's word: at a microsecond each, the most is two
    /// minutes. A caller who wants an answer sooner sets a limit of his own.
    public static let iterations = 1...100_000_000

    /// Makes a key of a passphrase.
    ///
    /// - Parameters:
    ///   - digest: any but MD2, of which nobody has said how long the pads of its HMAC are.
    ///   - passphrase: any length, in the encoding that the format says; CNG takes bytes as well.
    ///   - salt: 1 byte or more, as libgcrypt wants it; 16 are usual.
    ///   - iterations: one of ``iterations``.
    ///   - byteCount: 1…65536.
    /// - Throws: ``CipherError/illegalParameter`` for other iterations, another length, or no salt;
    ///   ``CipherError/unsupportedAlgorithm`` for MD2, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func derive(
        _ digest: DigestAlgorithm, passphrase: RawSpan, salt: RawSpan, iterations: Int, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard let identifier = digest.libraryIdentifier else { throw .unsupportedAlgorithm }
        guard Self.iterations.contains(iterations), !salt.isEmpty else { throw .illegalParameter }
        return try PassphraseKDF.derive(
            GCRY_KDF_PBKDF2, identifier, passphrase: passphrase, salt: salt, iterations: iterations,
            byteCount: byteCount)
    }
}

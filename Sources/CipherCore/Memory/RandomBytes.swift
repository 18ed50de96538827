internal import CGcrypt

/// The system's cryptographic random generator, through libgcrypt.
public enum RandomBytes {
    /// Fills `buffer` with random bytes fit for keys.
    ///
    /// - Throws: ``CipherError/libraryUnavailable``.
    public static func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try CipherLibrary.start()
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
        gcry_randomize(base, buffer.count, GCRY_STRONG_RANDOM)
    }
}

extension SecretBytes {
    /// `count` random bytes fit for a key.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func random(count: Int) throws(CipherError) -> SecretBytes {
        var secret = try SecretBytes(count: count)
        try secret.withUnsafeMutableBytes { buffer throws(CipherError) in try RandomBytes.fill(buffer) }
        return secret
    }
}

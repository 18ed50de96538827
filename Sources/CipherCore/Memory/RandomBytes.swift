internal import CLinux

/// The kernel's cryptographic random generator (`getrandom`).
///
/// Not through libgcrypt, whose generator is behind a lock: threads would wait for each other, and a child forked while
/// another thread holds it would wait for ever.
public enum RandomBytes {
    /// Fills `buffer` with random bytes fit for keys.
    ///
    /// - Throws: ``CipherError/libraryUnavailable`` where the kernel is older than 3.17 or forbids it.
    public static func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
        guard kb_random(base, buffer.count) else { throw .libraryUnavailable }
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

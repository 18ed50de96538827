internal import CGcrypt
internal import CLinux

/// AES-GCM or AES-CCM under one key, for any number of messages: a message after the first allocates nothing.
///
/// No nonce may be used twice under one key. With GCM a second use gives away the key of the authentication.
public struct AEADCipher: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the handle has one owner, and a call that changes it takes exclusive access to that owner.

    /// The mode.
    public let mode: AEADMode

    private let handle: gcry_cipher_hd_t
    private let key: CipherKey
    /// The tag that a message should have. Secret until it has been compared: whoever knows it can forge.
    private var expectedTag: SecretBytes

    /// - Parameter key: 16, 24 or 32 bytes: AES-128, AES-192 or AES-256.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/unsupportedAlgorithm``, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public init(_ mode: AEADMode, key: RawSpan) throws(CipherError) {
        let algorithms: [CipherAlgorithm] = [.aes128, .aes192, .aes256]
        guard let algorithm = algorithms.first(where: { $0.keyByteCounts.contains(key.byteCount) }) else {
            throw .illegalKeyLength
        }
        try self.init(mode, CipherKey(algorithm, key, effectiveBits: nil))
    }

    private init(_ mode: AEADMode, _ key: CipherKey) throws(CipherError) {
        guard let identifier = key.algorithm.libraryIdentifier else { throw .unsupportedAlgorithm }
        let expectedTag = try SecretBytes(count: 16)
        let bytes = try key.bytes.copy()
        handle = try LibraryHandle.open(
            identifier, mode == .gcm ? GCRY_CIPHER_MODE_GCM : GCRY_CIPHER_MODE_CCM, key: bytes.bytes)
        self.mode = mode
        self.key = key
        self.expectedTag = expectedTag
    }

    deinit { gcry_cipher_close(handle) }

    /// A second cipher with the same key, for another thread.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> AEADCipher { try AEADCipher(mode, key) }

    /// Encrypts `plaintext` into `ciphertext` and authenticates it together with `additionalData`.
    ///
    /// - Parameters:
    ///   - ciphertext: as long as the plaintext; the same memory, or memory that does not touch it.
    ///   - nonce: never used before under this key. GCM: 12 bytes; CCM: 7…13.
    ///   - tag: takes the tag; its length is the tag's. GCM: 12…16 bytes; CCM: 4, 6, … 16.
    /// - Throws: ``CipherError/illegalDataLength``, ``CipherError/illegalParameter`` (nonce or tag length),
    ///   ``CipherError/messageTooLong``; then nothing has been written.
    public mutating func seal(
        _ plaintext: UnsafeRawBufferPointer, into ciphertext: UnsafeMutableRawBufferPointer, nonce: RawSpan,
        authenticating additionalData: RawSpan, tag: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try begin(plaintext, ciphertext, nonce, additionalData, tagByteCount: tag.count)
        if !plaintext.isEmpty {
            try check(
                gcry_cipher_encrypt(
                    handle, ciphertext.baseAddress, ciphertext.count, plaintext.baseAddress, plaintext.count))
        }
        try check(gcry_cipher_gettag(handle, tag.baseAddress, tag.count))
    }

    /// Decrypts `ciphertext` into `plaintext`, provided that `tag` is its tag together with `additionalData`.
    ///
    /// Where it is not, `plaintext` is wiped, in place too: nothing is released.
    ///
    /// - Parameters: as for ``seal(_:into:nonce:authenticating:tag:)``.
    /// - Throws: ``CipherError/unwrapFailed`` for a wrong tag, whatever is wrong with it, after a time that depends on
    ///   the lengths alone; otherwise as `seal`, with nothing written.
    public mutating func open(
        _ ciphertext: UnsafeRawBufferPointer, into plaintext: UnsafeMutableRawBufferPointer, nonce: RawSpan,
        authenticating additionalData: RawSpan, tag: RawSpan
    ) throws(CipherError) {
        try begin(ciphertext, plaintext, nonce, additionalData, tagByteCount: tag.byteCount)
        do throws(CipherError) {
            if !ciphertext.isEmpty {
                try check(
                    gcry_cipher_decrypt(
                        handle, plaintext.baseAddress, plaintext.count, ciphertext.baseAddress, ciphertext.count))
            }
            let handle = handle
            try expectedTag.withUnsafeMutableBytes { expected throws(CipherError) in
                try check(gcry_cipher_gettag(handle, expected.baseAddress, tag.byteCount))
            }
            guard constantTimeEqual(expectedTag.bytes.extracting(first: tag.byteCount), tag) else {
                throw .unwrapFailed
            }
        } catch {
            if let base = plaintext.baseAddress { kb_wipe(base, plaintext.count) }
            throw error
        }
    }

    /// Checks the lengths and begins a message: nonce, lengths where the mode wants them first, additional data.
    private func begin(
        _ source: UnsafeRawBufferPointer, _ destination: UnsafeMutableRawBufferPointer, _ nonce: RawSpan,
        _ additionalData: RawSpan, tagByteCount: Int
    ) throws(CipherError) {
        guard source.count == destination.count else { throw .illegalDataLength }
        guard mode.allowsNonce(byteCount: nonce.byteCount), mode.allowsTag(byteCount: tagByteCount) else {
            throw .illegalParameter
        }
        guard mode.allowsMessage(byteCount: source.count, nonceByteCount: nonce.byteCount) else {
            throw .messageTooLong
        }
        try check(nonce.withUnsafeBytes { gcry_cipher_setiv(handle, $0.baseAddress, $0.count) })
        if mode == .ccm {
            var lengths: InlineArray<3, UInt64> = [
                UInt64(source.count), UInt64(additionalData.byteCount), UInt64(tagByteCount),
            ]
            let byteCount = MemoryLayout.size(ofValue: lengths)
            try check(gcry_cipher_ctl(handle, CInt(GCRYCTL_SET_CCM_LENGTHS.rawValue), &lengths, byteCount))
        }
        if !additionalData.isEmpty {
            try check(additionalData.withUnsafeBytes { gcry_cipher_authenticate(handle, $0.baseAddress, $0.count) })
        }
    }
}

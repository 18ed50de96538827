internal import CGcrypt

/// A libgcrypt cipher handle and its key. libgcrypt wipes the handle when it is closed.
///
/// Each call gives the handle the feedback register to start from, so that nothing a call leaves behind, not even a
/// failed one, is seen by the next.
struct LibraryCipher: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the handle has one owner, and a call that changes it takes exclusive access to that owner.
    private let handle: gcry_cipher_hd_t
    private let identifier: CInt
    private let mode: CipherMode
    /// Kept because libgcrypt can neither copy a handle nor change its mode.
    private let key: SecretBytes

    /// A handle for one of the algorithms that libgcrypt has; `key` is of a length that is legal for it.
    init(_ algorithm: CipherAlgorithm, mode: CipherMode, key: RawSpan) throws(CipherError) {
        guard let identifier = algorithm.libraryIdentifier else { throw .unsupportedAlgorithm }
        var full = try SecretBytes(count: algorithm == .twoKeyTripleDES ? 24 : key.byteCount)
        full.withUnsafeMutableBytes { full in
            // libgcrypt knows three keys only: K1, K2 go in as K1, K2, K1.
            for index in full.indices {
                full[index] = key.unsafeLoad(fromByteOffset: index % key.byteCount, as: UInt8.self)
            }
        }
        try self.init(identifier: identifier, mode: mode, key: full)
    }

    /// A handle for libgcrypt's algorithm of that number.
    init(identifier: CInt, mode: CipherMode, key: consuming SecretBytes) throws(CipherError) {
        handle = try Self.open(identifier, mode, key.bytes)
        self.identifier = identifier
        self.mode = mode
        self.key = key
    }

    /// Opens a handle and gives it the key; a weak DES key is taken like any other, as old data may have one.
    private static func open(
        _ identifier: CInt, _ mode: CipherMode, _ key: RawSpan
    ) throws(CipherError) -> gcry_cipher_hd_t {
        try CipherLibrary.start()
        var opened: gcry_cipher_hd_t?
        try check(gcry_cipher_open(&opened, identifier, mode.libraryIdentifier, 0))
        guard let handle = opened else { throw .outOfMemory }
        let weakIsAllowed = kb_gcry_allow_weak_key(handle) == 0
        let outcome = key.withUnsafeBytes { gcry_cipher_setkey(handle, $0.baseAddress, $0.count) }
        // Once allowed, a weak key is taken and still reported.
        if weakIsAllowed, gcry_err_code(outcome) == GPG_ERR_WEAK_KEY { return handle }
        do throws(CipherError) {
            try check(outcome)
            return handle
        } catch {
            gcry_cipher_close(handle)
            throw error
        }
    }

    deinit { gcry_cipher_close(handle) }

    /// A second handle with the same key, for `mode`.
    borrowing func copy(mode: CipherMode) throws(CipherError) -> LibraryCipher {
        try LibraryCipher(identifier: identifier, mode: mode, key: key.copy())
    }

    /// Encrypts whole blocks; the buffers are of one length and are the same memory or do not touch.
    mutating func encrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, register: RawSpan
    ) throws(CipherError) {
        try load(register)
        try check(
            gcry_cipher_encrypt(
                handle, destination.baseAddress, destination.count, source.baseAddress, source.count))
    }

    /// Decrypts whole blocks; the buffers are of one length and are the same memory or do not touch.
    mutating func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, register: RawSpan
    ) throws(CipherError) {
        try load(register)
        try check(
            gcry_cipher_decrypt(
                handle, destination.baseAddress, destination.count, source.baseAddress, source.count))
    }

    private func load(_ register: RawSpan) throws(CipherError) {
        guard mode != .ecb else { return }
        try check(register.withUnsafeBytes { gcry_cipher_setiv(handle, $0.baseAddress, $0.count) })
    }
}

extension CipherMode {
    /// libgcrypt's number for the mode.
    fileprivate var libraryIdentifier: CInt {
        switch self {
        case .cbc: CInt(GCRY_CIPHER_MODE_CBC.rawValue)
        case .ecb: CInt(GCRY_CIPHER_MODE_ECB.rawValue)
        case .cfb8: CInt(GCRY_CIPHER_MODE_CFB8.rawValue)
        }
    }
}

extension CipherAlgorithm {
    /// libgcrypt's number for the algorithm; nil for those that are our own code.
    var libraryIdentifier: CInt? {
        switch self {
        case .rc2, .rc4: nil
        case .des: CInt(GCRY_CIPHER_DES.rawValue)
        case .twoKeyTripleDES, .tripleDES: CInt(GCRY_CIPHER_3DES.rawValue)
        case .aes128: CInt(GCRY_CIPHER_AES.rawValue)
        case .aes192: CInt(GCRY_CIPHER_AES192.rawValue)
        case .aes256: CInt(GCRY_CIPHER_AES256.rawValue)
        }
    }
}

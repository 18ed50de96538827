internal import CGcrypt

/// A libgcrypt cipher handle with a key. libgcrypt wipes the handle when it is closed.
final class LibraryCipher: BlockEngine {
    /// The handle, for calls that count no references: short data would feel it. It lives as long as this.
    let borrowed: BorrowedHandle

    /// A handle for one of the algorithms and modes that libgcrypt has. OFB is not among them: see ``OutputFeedback``.
    convenience init(_ key: CipherKey, mode: CipherMode) throws(CipherError) {
        guard let identifier = key.algorithm.libraryIdentifier else { throw .unsupportedAlgorithm }
        let bytes = try key.libraryKey()
        try self.init(identifier: identifier, mode: mode, key: bytes.bytes)
    }

    /// A handle for libgcrypt's algorithm of that number.
    init(identifier: CInt, mode: CipherMode, key: RawSpan) throws(CipherError) {
        guard let libraryMode = mode.libraryIdentifier else { throw .unsupportedAlgorithm }
        borrowed = BorrowedHandle(handle: try LibraryHandle.open(identifier, libraryMode, key: key), mode: mode)
    }

    deinit { gcry_cipher_close(borrowed.handle) }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        try borrowed.process(source, into: destination, register: register, direction)
    }

    /// Decrypts whole blocks from `register` on, which stays as it is.
    func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        after register: UnsafeRawBufferPointer
    ) throws(CipherError) {
        try borrowed.decrypt(source, into: destination, after: register)
    }
}

/// A cipher handle that somebody else owns.
///
/// Each call gives the handle the register to start from, so that nothing a call leaves behind, not even a failed one,
/// is seen by the next.
struct BorrowedHandle {
    fileprivate let handle: gcry_cipher_hd_t
    fileprivate let mode: CipherMode

    /// As ``BlockEngine/process(_:into:register:_:)``.
    @inline(__always)
    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        try load(UnsafeRawBufferPointer(register))
        if direction == .encryption, mode != .ctr {
            try succeed(
                gcry_cipher_encrypt(
                    handle, destination.baseAddress, destination.count, source.baseAddress, source.count))
            advance(register, past: UnsafeRawBufferPointer(destination))
        } else {
            // The handle has the old register by now, and in place the ciphertext is about to be overwritten. (A
            // counter does not care, and goes the same way in both directions.)
            advance(register, past: source)
            try decryptOn(source, into: destination)
        }
    }

    /// Decrypts whole blocks from `register` on, which stays as it is.
    @inline(__always)
    func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        after register: UnsafeRawBufferPointer
    ) throws(CipherError) {
        try load(register)
        try decryptOn(source, into: destination)
    }

    @inline(__always)
    private func decryptOn(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try succeed(
            gcry_cipher_decrypt(handle, destination.baseAddress, destination.count, source.baseAddress, source.count))
    }

    @inline(__always)
    private func load(_ register: UnsafeRawBufferPointer) throws(CipherError) {
        switch mode {
        case .ecb, .ofb: break
        case .cbc, .cfb8, .cfb: try succeed(gcry_cipher_setiv(handle, register.baseAddress, register.count))
        case .ctr: try succeed(gcry_cipher_setctr(handle, register.baseAddress, register.count))
        }
    }

    @inline(__always)
    private func advance(_ register: UnsafeMutableRawBufferPointer, past ciphertext: UnsafeRawBufferPointer) {
        switch mode {
        case .ecb, .ofb: break
        case .cbc, .cfb8, .cfb: register.setToLastBlock(of: ciphertext)
        case .ctr: register.advanceCounter(byBlocks: ciphertext.count &>> register.count.trailingZeroBitCount)
        }
    }

    /// ``check(_:)``, but a success, which is the rule, costs short data no call.
    @inline(__always)
    private func succeed(_ error: gcry_error_t) throws(CipherError) {
        if error != 0 { try check(error) }
    }
}

/// Opening of libgcrypt's cipher handles.
enum LibraryHandle {
    /// Opens a handle and gives it the key; a weak DES key is taken like any other, as old data may have one.
    static func open(
        _ identifier: CInt, _ mode: gcry_cipher_modes, key: RawSpan
    ) throws(CipherError) -> gcry_cipher_hd_t {
        try CipherLibrary.start()
        var opened: gcry_cipher_hd_t?
        try check(gcry_cipher_open(&opened, identifier, CInt(mode.rawValue), 0))
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
}

extension CipherKey {
    /// The key as libgcrypt wants it.
    fileprivate func libraryKey() throws(CipherError) -> SecretBytes {
        switch algorithm {
        case .twoKeyTripleDES:
            // libgcrypt knows three keys only: K1, K2 go in as K1, K2, K1.
            var full = try SecretBytes(count: 24)
            full.withUnsafeMutableBytes { full in
                bytes.withUnsafeBytes { key in
                    for index in full.indices { full[index] = key[index % key.count] }
                }
            }
            return full
        case .desx:
            // What follows the DES key is whitening.
            return try copy(of: 0..<8)
        default:
            return try bytes.copy()
        }
    }
}

extension CipherMode {
    /// libgcrypt's number for the mode; nil for the one that is made of another here.
    fileprivate var libraryIdentifier: gcry_cipher_modes? {
        switch self {
        case .cbc: GCRY_CIPHER_MODE_CBC
        case .ecb: GCRY_CIPHER_MODE_ECB
        case .cfb8: GCRY_CIPHER_MODE_CFB8
        case .cfb: GCRY_CIPHER_MODE_CFB
        case .ofb: nil
        case .ctr: GCRY_CIPHER_MODE_CTR
        }
    }
}

extension CipherAlgorithm {
    /// libgcrypt's number for the algorithm, or for the one it is made of; nil for those that are our own code.
    var libraryIdentifier: CInt? {
        switch self {
        case .rc2, .rc4: nil
        case .des, .desx: CInt(GCRY_CIPHER_DES.rawValue)
        case .twoKeyTripleDES, .tripleDES: CInt(GCRY_CIPHER_3DES.rawValue)
        case .aes128: CInt(GCRY_CIPHER_AES.rawValue)
        case .aes192: CInt(GCRY_CIPHER_AES192.rawValue)
        case .aes256: CInt(GCRY_CIPHER_AES256.rawValue)
        }
    }
}

internal import CGcrypt

/// libgcrypt's start-up: version check, random source, end of initialisation; once per process, from any thread.
///
/// A libgcrypt that the host process has already started is taken as it is. Otherwise the system's random generator is
/// preferred: with libgcrypt's own pool every opening of a cipher handle polls for entropy under a global lock
/// (3.5–8 µs against 0.1, measured with 1.10.1). libgcrypt's secure memory is kept for the secret integers of its
/// public-key code alone; our own secrets live in ``SecretBytes``.
public enum CipherLibrary {
    /// The oldest libgcrypt this module works with.
    public static let minimumVersion = "1.10.0"

    /// Bytes of libgcrypt's secure memory: room for the intermediate values of RSA with a 16384-bit key.
    private static let secureMemoryByteCount: CInt = 1 << 18

    private static let outcome: CipherError? = {
        if kb_gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) != 0 { return nil }
        _ = kb_gcry_control_int(GCRYCTL_SET_PREFERRED_RNG_TYPE, CInt(GCRY_RNG_TYPE_SYSTEM.rawValue))
        guard gcry_check_version(minimumVersion) != nil else { return .libraryUnavailable }
        // The library may be told to write a warning on stderr when memory cannot be locked: a library never does.
        _ = kb_gcry_control(GCRYCTL_DISABLE_SECMEM_WARN)
        _ = kb_gcry_control_int(GCRYCTL_INIT_SECMEM, secureMemoryByteCount)
        _ = kb_gcry_control(GCRYCTL_INITIALIZATION_FINISHED)
        return nil
    }()

    /// Starts the library if nobody has; every operation that needs it calls this first.
    ///
    /// - Throws: ``CipherError/libraryUnavailable``.
    public static func start() throws(CipherError) {
        if let outcome { throw outcome }
    }

    /// The version of the libgcrypt that is loaded, such as `1.10.1`.
    public static var version: String {
        gcry_check_version(nil).map { String(cString: $0) } ?? ""
    }
}

/// Turns a libgcrypt error into ours; success passes.
func check(_ error: gcry_error_t) throws(CipherError) {
    let code = gcry_err_code(error)
    switch code {
    case GPG_ERR_NO_ERROR: return
    case GPG_ERR_ENOMEM: throw .outOfMemory
    case GPG_ERR_CIPHER_ALGO, GPG_ERR_DIGEST_ALGO, GPG_ERR_PUBKEY_ALGO, GPG_ERR_UNKNOWN_CURVE:
        throw .unsupportedAlgorithm
    case GPG_ERR_INV_KEYLEN: throw .illegalKeyLength
    case GPG_ERR_INV_LENGTH: throw .illegalDataLength
    default: throw .library(code: UInt32(code.rawValue))
    }
}

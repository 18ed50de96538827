internal import CPKCS11
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

extension TokenError {
    /// What a module's return value means to somebody who uses a token.
    init(code: CK_RV) {
        switch code {
        case CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT: self = .tokenRemoved
        case CKR_SESSION_COUNT: self = .tooManySessions
        case CKR_TOKEN_WRITE_PROTECTED: self = .writeProtected
        case CKR_USER_NOT_LOGGED_IN: self = .notLoggedIn
        case CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE: self = .wrongPIN
        case CKR_PIN_LOCKED: self = .pinLocked
        case CKR_PIN_EXPIRED, CKR_USER_PIN_NOT_INITIALIZED: self = .pinUnusable
        case CKR_KEY_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID: self = .keyMissing
        case CKR_KEY_FUNCTION_NOT_PERMITTED: self = .provider(.notPermitted)
        case CKR_HOST_MEMORY: self = .provider(.cipher(.outOfMemory))
        default: self = .device(code: code)
        }
    }

    /// Whether the session in which this came up is of no more use, nor any other of the token.
    var endsSession: Bool {
        switch self {
        case .tokenRemoved, .device(CKR_SESSION_HANDLE_INVALID), .device(CKR_SESSION_CLOSED),
            .device(CKR_CRYPTOKI_NOT_INITIALIZED):
            true
        default: false
        }
    }

    /// Whether the session is stuck in an operation that failed half-way.
    var blocksSession: Bool { self == .device(code: CKR_OPERATION_ACTIVE) }
}

/// A module's answer; nil where it lacks the function.
func check(_ code: CK_RV?) throws(TokenError) {
    guard let code else { throw .device(code: CKR_FUNCTION_NOT_SUPPORTED) }
    guard code == CKR_OK else { throw TokenError(code: code) }
}

/// A module's answer to the choice of a mechanism.
func check(_ code: CK_RV?, _ mechanism: CK_MECHANISM_TYPE) throws(TokenError) {
    guard code != CKR_MECHANISM_INVALID else { throw .mechanismMissing(mechanism) }
    try check(code)
}

/// The boundary to the provider: its words stand for themselves.
func inProvider<Result: ~Copyable>(_ work: () throws(ProviderError) -> Result) throws(TokenError) -> Result {
    do throws(ProviderError) { return try work() } catch { throw .provider(error) }
}

/// The boundary to the cipher core, through the provider's words.
func inCore<Result: ~Copyable>(_ work: () throws(CipherError) -> Result) throws(TokenError) -> Result {
    try inProvider { () throws(ProviderError) in try providing(work) }
}

/// The boundary to the codec.
func inCodec<Result: ~Copyable>(_ work: () throws(BlobError) -> Result) throws(TokenError) -> Result {
    do throws(BlobError) { return try work() } catch { throw .blob(error) }
}

internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A code of GetLastError: why a call fails.
struct ErrorCode: Error, Equatable {
    let rawValue: DWORD

    init(_ code: DWORD) { rawValue = code }
    init(_ code: Int32) { rawValue = DWORD(bitPattern: code) }

    /// A zero, garbage or stale handle, a NULL where something is needed.
    static let invalidParameter = Self(ERROR_INVALID_PARAMETER)
    static let moreData = Self(ERROR_MORE_DATA)
    static let badFlags = Self(NTE_BAD_FLAGS)
    static let badData = Self(NTE_BAD_DATA)
    static let badLength = Self(NTE_BAD_LEN)
    static let badType = Self(NTE_BAD_TYPE)
    static let badKey = Self(NTE_BAD_KEY)
    static let badAlgorithm = Self(NTE_BAD_ALGID)
    static let badKeyState = Self(NTE_BAD_KEY_STATE)
    static let badPublicKey = Self(NTE_BAD_PUBLIC_KEY)
    static let noKey = Self(NTE_NO_KEY)
    static let silentContext = Self(NTE_SILENT_CONTEXT)
}

/// The body of every function that answers BOOL.
@inline(__always)
func reporting(_ body: () throws(ErrorCode) -> Void) -> BOOL {
    do throws(ErrorCode) {
        try body()
        return 1
    } catch {
        kb_report_error(error.rawValue)
        return 0
    }
}

/// The boundary to the provider: here alone its errors become Windows's codes.
@inline(__always)
func calling<Result: ~Copyable>(_ work: () throws(ProviderError) -> Result) throws(ErrorCode) -> Result {
    do throws(ProviderError) { return try work() } catch { throw ErrorCode(error) }
}

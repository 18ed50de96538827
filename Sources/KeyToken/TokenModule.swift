internal import CPKCS11
internal import Glibc

/// A PKCS #11 module: the library through which tokens of a make are reached.
///
/// It is loaded once and stays for the life of the process: it is never finalized or unloaded, since other code of the
/// process may use it too and `C_Finalize` would end their sessions with ours.
public final class TokenModule: @unchecked Sendable {
    // SAFETY (Sendable): a module is started only if many threads can use it, and nobody writes to its list.

    /// The module's functions, in memory of the module's own.
    let functions: CK_FUNCTION_LIST_PTR

    /// Loads the module in a file, such as `/usr/lib/softhsm/libsofthsm2.so`, and starts it unless the process has
    /// already.
    ///
    /// - Throws: ``TokenError/moduleNotLoaded``, ``TokenError/unsupportedModule``; ``TokenError/device(code:)`` where
    ///   the module does not start.
    public convenience init(path: String) throws(TokenError) {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, "C_GetFunctionList") else {
            throw .moduleNotLoaded
        }
        typealias GetFunctionList = @convention(c) (UnsafeMutablePointer<CK_FUNCTION_LIST_PTR?>?) -> CK_RV
        let getFunctionList = unsafeBitCast(symbol, to: GetFunctionList.self)
        var list: CK_FUNCTION_LIST_PTR?
        guard getFunctionList(&list) == CKR_OK, let list else { throw .moduleNotLoaded }
        try self.init(list)
    }

    /// A module by its functions, which stay where they are.
    init(_ list: CK_FUNCTION_LIST_PTR) throws(TokenError) {
        functions = list
        let version = list.pointee.version
        guard (2...3).contains(version.major), version.major == 3 || version.minor >= 20 else {
            throw .unsupportedModule
        }
        try start()
    }

    /// Starts the module in this process: at first, after `fork`, and where somebody else has finalized it.
    func start() throws(TokenError) {
        var arguments = CK_C_INITIALIZE_ARGS()
        arguments.flags = CKF_OS_LOCKING_OK
        let code = functions.pointee.C_Initialize?(&arguments)
        switch code {
        case CKR_CRYPTOKI_ALREADY_INITIALIZED: break
        case CKR_CANT_LOCK, CKR_NEED_TO_CREATE_THREADS: throw .unsupportedModule
        default: try check(code)
        }
    }

    /// The tokens in the slots, those that were never initialized left out.
    ///
    /// - Throws: ``TokenError/device(code:)``.
    public func tokens() throws(TokenError) -> [TokenDescription] {
        try ProcessLock.shared.withOperation { () throws(TokenError) in try slots().map(\.token) }
    }

    /// The slots that hold a token, and those.
    func slots() throws(TokenError) -> [(slot: CK_SLOT_ID, token: TokenDescription)] {
        var slots: [(slot: CK_SLOT_ID, token: TokenDescription)] = []
        for slot in try slotIdentifiers() {
            var information = CK_TOKEN_INFO()
            let code = functions.pointee.C_GetTokenInfo?(slot, &information)
            // It may be gone since, or be none that the module can read: then it is not the one that is looked for.
            guard code == CKR_OK else { continue }
            if information.flags & CKF_TOKEN_INITIALIZED != 0 { slots.append((slot, TokenDescription(information))) }
        }
        return slots
    }

    private func slotIdentifiers() throws(TokenError) -> [CK_SLOT_ID] {
        // A token may come between the question how many there are and the question which.
        for _ in 0..<4 {
            var count: CK_ULONG = 0
            try check(functions.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), nil, &count))
            guard count > 0 else { return [] }
            guard count <= 65536 else { break }
            var slots = [CK_SLOT_ID](repeating: 0, count: Int(count))
            let code = functions.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), &slots, &count)
            if code == CKR_BUFFER_TOO_SMALL { continue }
            try check(code)
            return Array(slots.prefix(Int(clamping: count)))
        }
        throw .device(code: CKR_BUFFER_TOO_SMALL)
    }
}

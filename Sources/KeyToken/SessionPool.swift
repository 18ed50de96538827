internal import CPKCS11
internal import Glibc

/// The sessions with one token, for any number of threads.
///
/// They stay open between operations: a login lasts as long as a session does. After `fork` the child has none, and
/// begins anew; so does everybody when the token was taken out, or the module was finalized by others.
final class SessionPool: @unchecked Sendable {
    // SAFETY (Sendable): everything that changes is guarded by `ProcessLock.shared`.
    private let module: TokenModule
    private let token: TokenDescription
    private let limit: Int

    /// The process that the sessions are of; 0 before there are any.
    private var process: pid_t = 0
    private var life = 0
    private var slot: CK_SLOT_ID = 0
    private var idle: [CK_SESSION_HANDLE] = []
    private var openCount = 0

    init(_ module: TokenModule, _ token: TokenDescription, limit: Int) {
        self.module = module
        self.token = token
        self.limit = max(1, limit)
    }

    deinit {
        guard process == getpid() else { return }
        ProcessLock.shared.withOperation {
            for session in idle { _ = module.functions.pointee.C_CloseSession?(session) }
        }
    }

    /// How many sessions are open, those in use among them.
    var openSessionCount: Int { ProcessLock.shared.withLock { openCount } }

    /// How often an operation is tried that fails for no stated reason: SoftHSM does now and then (CKR_GENERAL_ERROR) while
    /// another thread or process changes the token's objects.
    private static let patience = 4

    /// Calls `body` with a session, and again where the session turns out to be of no use or the token to be disturbed.
    ///
    /// - Parameter isWriting: `body` writes to the token: see ``ProcessLock/withOperation(writing:_:)``.
    func withSession<Result: ~Copyable>(
        writing isWriting: Bool = false, _ body: (TokenSession) throws(TokenError) -> Result
    ) throws(TokenError) -> Result {
        var disturbances = 0
        var hasNewSession = false
        while true {
            do throws(TokenError) {
                return try ProcessLock.shared.withOperation(writing: isWriting) { () throws(TokenError) in
                    try tryOnce(body)
                }
            } catch {
                if error == .device(code: CKR_GENERAL_ERROR), disturbances < Self.patience {
                    disturbances += 1
                    usleep(.random(in: 1000...4000) << useconds_t(disturbances))
                } else {
                    guard !hasNewSession, error.endsSession || error.blocksSession, error != .tokenRemoved else {
                        throw error
                    }
                    hasNewSession = true
                }
            }
        }
    }

    /// Calls `body` with a session of its own that may write to the token.
    func withWritableSession<Result: ~Copyable>(
        _ body: (TokenSession) throws(TokenError) -> Result
    ) throws(TokenError) -> Result {
        try withSession(writing: true) { reader throws(TokenError) in
            var handle: CK_SESSION_HANDLE = CK_INVALID_HANDLE
            try check(open(&handle, CKF_SERIAL_SESSION | CKF_RW_SESSION, reader.slot))
            defer { _ = module.functions.pointee.C_CloseSession?(handle) }
            let writer = TokenSession(functions: module.functions, handle: handle, slot: reader.slot, life: reader.life)
            return try body(writer)
        }
    }

    private func tryOnce<Result: ~Copyable>(
        _ body: (TokenSession) throws(TokenError) -> Result
    ) throws(TokenError) -> Result {
        let session = try take()
        do throws(TokenError) {
            let result = try body(session)
            giveBack(session)
            return result
        } catch {
            if error.endsSession {
                beginAnew(after: session)
            } else {
                giveBack(error.blocksSession ? replacement(of: session) : session)
            }
            throw error
        }
    }

    private func take() throws(TokenError) -> TokenSession {
        try ProcessLock.shared.withLock { () throws(TokenError) in
            while true {
                if process != getpid() { try begin() }
                if let handle = idle.popLast() { return session(handle) }
                if openCount < limit {
                    var handle: CK_SESSION_HANDLE = CK_INVALID_HANDLE
                    let code = open(&handle, CKF_SERIAL_SESSION, slot)
                    if code == CKR_OK {
                        openCount += 1
                        return session(handle)
                    }
                    // Others have them all; ours come back.
                    guard code == CKR_SESSION_COUNT, openCount > 0 else {
                        process = 0
                        try check(code)
                        throw .device(code: CKR_GENERAL_ERROR)
                    }
                }
                ProcessLock.shared.waitForChange()
            }
        }
    }

    private func session(_ handle: CK_SESSION_HANDLE) -> TokenSession {
        TokenSession(functions: module.functions, handle: handle, slot: slot, life: life)
    }

    private func open(_ handle: inout CK_SESSION_HANDLE, _ flags: CK_FLAGS, _ slot: CK_SLOT_ID) -> CK_RV? {
        module.functions.pointee.C_OpenSession?(slot, flags, nil, nil, &handle)
    }

    /// A life without sessions, in the slot where the token is now; the lock is held.
    private func begin() throws(TokenError) {
        try module.start()
        let found = try module.slots().first {
            $0.token.label == token.label && $0.token.serialNumber == token.serialNumber
        }
        guard let found else { throw .tokenMissing }
        slot = found.slot
        idle = []
        openCount = 0
        life += 1
        process = getpid()
    }

    private func giveBack(_ session: TokenSession) {
        ProcessLock.shared.withLock {
            // A session of another life was counted in that.
            guard session.life == life, process == getpid() else { return }
            idle.append(session.handle)
            ProcessLock.shared.tellOfChange()
        }
    }

    /// A session in place of one that is stuck. The new one is there before the old one goes, or the login might go with
    /// it; where there is none to be had the old one stays.
    private func replacement(of session: TokenSession) -> TokenSession {
        var handle: CK_SESSION_HANDLE = CK_INVALID_HANDLE
        guard open(&handle, CKF_SERIAL_SESSION, session.slot) == CKR_OK else { return session }
        _ = module.functions.pointee.C_CloseSession?(session.handle)
        return TokenSession(functions: module.functions, handle: handle, slot: session.slot, life: session.life)
    }

    /// Ends the life in which `session` turned out to be of no use.
    private func beginAnew(after session: TokenSession) {
        let others = ProcessLock.shared.withLock { () -> [CK_SESSION_HANDLE] in
            guard session.life == life, process == getpid() else { return [] }
            process = 0
            ProcessLock.shared.tellOfChange()
            defer { idle = [] }
            return idle
        }
        for handle in others + [session.handle] { _ = module.functions.pointee.C_CloseSession?(handle) }
    }
}

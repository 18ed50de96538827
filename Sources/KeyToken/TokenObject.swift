internal import CPKCS11
internal import KeyBlob

/// An object of a token, which any thread may use: what finds it, and its handle while that is of use.
final class TokenObject: @unchecked Sendable {
    // SAFETY (Sendable): the handle is guarded by `ProcessLock.shared`.
    let token: Token
    /// CKA_CLASS.
    let objectClass: CK_OBJECT_CLASS
    /// CKA_ID.
    let identifier: [UInt8]
    private var known: (life: Int, handle: CK_OBJECT_HANDLE)?

    init(_ token: Token, _ objectClass: CK_OBJECT_CLASS, identifier: [UInt8]) {
        self.token = token
        self.objectClass = objectClass
        self.identifier = identifier
    }

    /// Calls `body` with a session and the object's handle in it; once more where the object has another by now.
    ///
    /// - Throws: ``TokenError/keyMissing``, ``TokenError/ambiguousKey``, ``TokenError/notLoggedIn``.
    func withHandle<Result: ~Copyable>(
        _ body: (TokenSession, CK_OBJECT_HANDLE) throws(TokenError) -> Result
    ) throws(TokenError) -> Result {
        try token.pool.withSession { session throws(TokenError) in
            if let handle = knownHandle(in: session) {
                do throws(TokenError) {
                    return try body(session, handle)
                } catch {
                    guard error == .keyMissing else { throw error }
                }
            }
            return try body(session, find(in: session))
        }
    }

    private func knownHandle(in session: TokenSession) -> CK_OBJECT_HANDLE? {
        ProcessLock.shared.withLock { known?.life == session.life ? known?.handle : nil }
    }

    /// The object's handle, sought anew.
    func find(in session: TokenSession) throws(TokenError) -> CK_OBJECT_HANDLE {
        let template = ObjectTemplate().with(CKA_CLASS, objectClass).with(CKA_ID, identifier)
        let found = try session.find(template, limit: 2)
        guard found.count < 2 else { throw .ambiguousKey }
        guard let handle = found.first else {
            // To somebody who has not logged in a token does not show its keys.
            throw try session.isLoggedIn() ? .keyMissing : .notLoggedIn
        }
        ProcessLock.shared.withLock { known = (session.life, handle) }
        return handle
    }
}

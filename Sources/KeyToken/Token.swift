internal import CPKCS11

/// A token: what holds keys and computes with them, and does not let them out.
///
/// It is found by its label and serial number, never by the number of a slot, which another reader or the next boot
/// changes. A login is the process's: PKCS #11 knows no other. It ends with ``logOut()``, with the last ``Token`` and key
/// of this token, and in the child of a `fork`, which has to log in itself unless the module does not notice.
public final class Token: Sendable {
    /// The module through which it is reached.
    public let module: TokenModule
    /// What the token said of itself when it was found.
    public let description: TokenDescription
    let pool: SessionPool

    /// The token of this label.
    ///
    /// - Parameters:
    ///   - label: without the blanks; nil for any label.
    ///   - serialNumber: without the blanks; nil for any number.
    ///   - maximumSessionCount: how many operations may be under way at once; the others wait. The token's own limit
    ///     holds in any case.
    /// - Throws: ``TokenError/tokenMissing``; ``TokenError/wrongSerialNumber`` where only the label is right;
    ///   ``TokenError/ambiguousToken`` where several fit; ``TokenError/device(code:)``.
    public init(
        _ module: TokenModule, label: String?, serialNumber: String? = nil, maximumSessionCount: Int = 64
    ) throws(TokenError) {
        let labelled = try module.tokens().filter { label == nil || $0.labelText == label }
        let found = labelled.filter { serialNumber == nil || $0.serialNumberText == serialNumber }
        guard let token = found.first else {
            throw labelled.isEmpty || label == nil ? .tokenMissing : .wrongSerialNumber
        }
        guard found.count == 1 else { throw .ambiguousToken }
        self.module = module
        description = token
        pool = SessionPool(module, token, limit: min(maximumSessionCount, token.sessionLimit ?? .max))
    }

    /// The token of a reference.
    ///
    /// - Throws: as ``init(_:label:serialNumber:maximumSessionCount:)``.
    public convenience init(_ module: TokenModule, of reference: TokenReference) throws(TokenError) {
        let name = reference.token
        try self.init(module, label: name.labelText, serialNumber: name.serialNumberText)
    }

    /// Logs in as the token's user. Where the process has already, the PIN is not looked at: PKCS #11 has no way to ask.
    ///
    /// - Parameter pin: the PIN, in whatever encoding the token was given it (UTF-8 as a rule); nil where it is typed at
    ///   the reader. It is handed to the module and not kept.
    /// - Throws: ``TokenError/wrongPIN``, ``TokenError/pinLocked``, ``TokenError/pinUnusable``,
    ///   ``TokenError/tokenMissing``, ``TokenError/tokenRemoved``, ``TokenError/device(code:)``.
    public func logIn(pin: RawSpan?) throws(TokenError) {
        try pool.withSession { session throws(TokenError) in
            let code: CK_RV?
            if let pin {
                code = pin.withUnsafeBytes { pin in
                    // The module only reads.
                    let bytes = UnsafeMutablePointer(mutating: pin.bindMemory(to: UInt8.self).baseAddress)
                    return session.functions.pointee.C_Login?(session.handle, CKU_USER, bytes, CK_ULONG(pin.count))
                }
            } else {
                code = session.functions.pointee.C_Login?(session.handle, CKU_USER, nil, 0)
            }
            if code != CKR_USER_ALREADY_LOGGED_IN { try check(code) }
        }
    }

    /// Logs out; the keys of this token wait for the next login.
    ///
    /// - Throws: ``TokenError/device(code:)``.
    public func logOut() throws(TokenError) {
        try pool.withSession { session throws(TokenError) in
            let code = session.functions.pointee.C_Logout?(session.handle)
            if code != CKR_USER_NOT_LOGGED_IN { try check(code) }
        }
    }

    /// Whether the process has logged in.
    ///
    /// - Throws: ``TokenError/device(code:)``.
    public func isLoggedIn() throws(TokenError) -> Bool {
        try pool.withSession { session throws(TokenError) in try session.isLoggedIn() }
    }
}

internal import CPKCS11

/// A session with a token, for one thread at a time.
struct TokenSession {
    let functions: CK_FUNCTION_LIST_PTR
    let handle: CK_SESSION_HANDLE
    let slot: CK_SLOT_ID
    /// Which of the lives of the pool this is of: handles of objects are worth nothing in another.
    let life: Int

    /// Whether the user has logged in.
    func isLoggedIn() throws(TokenError) -> Bool {
        var information = CK_SESSION_INFO()
        try check(functions.pointee.C_GetSessionInfo?(handle, &information))
        return information.state == CKS_RO_USER_FUNCTIONS || information.state == CKS_RW_USER_FUNCTIONS
    }

    /// The objects that all attributes of `template` fit, at most `limit`.
    func find(_ template: ObjectTemplate, limit: Int) throws(TokenError) -> [CK_OBJECT_HANDLE] {
        try check(functions.pointee.C_FindObjectsInit?(handle, template.pointer, template.count))
        defer { _ = functions.pointee.C_FindObjectsFinal?(handle) }
        var found: [CK_OBJECT_HANDLE] = []
        while found.count < limit {
            var batch = [CK_OBJECT_HANDLE](repeating: CK_INVALID_HANDLE, count: min(64, limit - found.count))
            var count: CK_ULONG = 0
            try check(functions.pointee.C_FindObjects?(handle, &batch, CK_ULONG(batch.count), &count))
            guard count > 0 else { break }
            found += batch.prefix(Int(clamping: count))
        }
        return found
    }

    /// The value of an attribute that is not secret; nil where the object has none, or the token does not tell.
    func attribute(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> [UInt8]? {
        var attribute = CK_ATTRIBUTE(type: type, pValue: nil, ulValueLen: 0)
        guard try isTold(functions.pointee.C_GetAttributeValue?(handle, object, &attribute, 1)) else { return nil }
        guard attribute.ulValueLen <= 65536 else { return nil }
        var value = [UInt8](repeating: 0, count: Int(attribute.ulValueLen))
        guard !value.isEmpty else { return value }
        let code = value.withUnsafeMutableBytes { value in
            attribute.pValue = value.baseAddress
            return functions.pointee.C_GetAttributeValue?(handle, object, &attribute, 1)
        }
        guard try isTold(code) else { return nil }
        return Array(value.prefix(Int(clamping: attribute.ulValueLen)))
    }

    private func isTold(_ code: CK_RV?) throws(TokenError) -> Bool {
        if code == CKR_ATTRIBUTE_TYPE_INVALID || code == CKR_ATTRIBUTE_SENSITIVE { return false }
        try check(code)
        return true
    }

    /// An attribute that is a number, such as a class or a key type.
    func number(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> CK_ULONG? {
        guard let value = try attribute(type, of: object), value.count == MemoryLayout<CK_ULONG>.size else {
            return nil
        }
        return value.withUnsafeBytes { $0.loadUnaligned(as: CK_ULONG.self) }
    }

    /// An attribute that is a truth; false where the token does not tell.
    func flag(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> Bool {
        try attribute(type, of: object)?.first.map { $0 != 0 } ?? false
    }
}

internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

// KP_*. All of it is called under the lock.
extension SessionKeyObject {
    func get(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        switch parameter {
        case KP_IV: key.copiedIV()
        case KP_SALT: key.copiedSalt()
        case KP_PADDING: [UInt8](dword: DWORD(PKCS5_PADDING))
        case KP_MODE: [UInt8](dword: DWORD(modeNumber))
        case KP_MODE_BITS: [UInt8](dword: key.blockByteCount == nil ? 0 : 8)
        case KP_PERMISSIONS: [UInt8](dword: key.permissions.rawValue)
        case KP_ALGID: [UInt8](dword: key.algorithm.rawValue)
        case KP_BLOCKLEN: [UInt8](dword: DWORD(8 * (key.blockByteCount ?? 0)))
        case KP_KEYLEN: [UInt8](dword: DWORD(key.keyBitLength))
        case KP_EFFECTIVE_KEYLEN: [UInt8](dword: DWORD(key.effectiveKeyBitLength))
        default: throw .badType
        }
    }

    /// KP_MODE: nothing for a stream cipher.
    private var modeNumber: Int32 {
        if let foreignMode { return foreignMode }
        guard key.blockByteCount != nil else { return 0 }
        return switch key.mode {
        case .ecb: CRYPT_MODE_ECB
        case .cfb8: CRYPT_MODE_CFB
        default: CRYPT_MODE_CBC
        }
    }

    func set(_ parameter: Int32, _ value: UnsafePointer<BYTE>) throws(ErrorCode) {
        switch parameter {
        case KP_IV:
            // No length is passed: it is the block's. A stream cipher has none, but begins anew, too.
            guard let count = key.blockByteCount else { return key.restart() }
            let iv = UnsafeRawBufferPointer(start: value, count: count).bytes
            try calling { () throws(ProviderError) in try key.setInitializationVector(iv) }
        case KP_SALT:
            // Nor here: 16 bytes less the 5 of a key that had salt when this was made.
            try setSalt(UnsafeRawBufferPointer(start: value, count: 11))
            key.hidesSalt = key.provider != .base && key.provider != .strong
        case KP_SALT_EX:
            let salt = try blob(value)
            guard salt.count <= 24 else { throw .badData }
            try setSalt(salt)
            key.hidesSalt = false
        case KP_PADDING:
            guard dword(value) == DWORD(PKCS5_PADDING) else { throw .badData }
        case KP_MODE:
            try setMode(Int32(bitPattern: dword(value)))
        case KP_MODE_BITS:
            break  // Always 8, whatever is set.
        case KP_PERMISSIONS:
            let wanted = KeyPermissions(rawValue: dword(value))
            try calling { () throws(ProviderError) in try key.setPermissions(wanted) }
        case KP_EFFECTIVE_KEYLEN:
            guard key.algorithm == .rc2 else { throw .badType }
            let bits = Int(dword(value))
            try calling { () throws(ProviderError) in try key.setEffectiveKeyBitLength(bits) }
        default:
            throw .badType
        }
    }

    private func setSalt(_ salt: UnsafeRawBufferPointer) throws(ErrorCode) {
        try calling { () throws(ProviderError) in try key.setSalt(salt.bytes) }
    }

    private func setMode(_ number: Int32) throws(ErrorCode) {
        let mode: CipherMode
        switch number {
        case CRYPT_MODE_CBC: mode = .cbc
        case CRYPT_MODE_ECB: mode = .ecb
        case CRYPT_MODE_CFB: mode = .cfb8
        case CRYPT_MODE_OFB, CRYPT_MODE_CTS:
            // The RSA providers take the number and then do not encrypt; the DSS providers refuse it.
            guard key.provider.family == .rsa else { throw .badData }
            if key.blockByteCount != nil { foreignMode = number }
            return
        default: throw .badData
        }
        foreignMode = nil
        guard key.blockByteCount != nil else { return }
        try calling { () throws(ProviderError) in try key.setMode(mode, keepingRegister: true) }
    }
}

extension SessionKey {
    fileprivate borrowing func copiedIV() -> [UInt8] { [UInt8](copying: initializationVector) }

    /// Nothing where the provider keeps silent about it.
    fileprivate borrowing func copiedSalt() -> [UInt8] { hidesSalt ? [] : [UInt8](copying: salt) }
}

public import CWinCrypt
internal import CipherCore
internal import KeyProvider

// Contexts. What the functions do is said in wincrypt.h and at the methods they call.

/// Opens, makes or deletes a key container, and gives a context of it.
@c @implementation
public func CryptAcquireContextA(
    _ phProv: UnsafeMutablePointer<HCRYPTPROV>!, _ szContainer: LPCSTR!, _ szProvider: LPCSTR!, _ dwProvType: DWORD,
    _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try Context.acquire(
            into: phProv, container: text(szContainer), provider: text(szProvider), type: dwProvType, flags: dwFlags)
    }
}

/// Opens, makes or deletes a key container, and gives a context of it. Names have 16-bit characters.
@c @implementation
public func CryptAcquireContextW(
    _ phProv: UnsafeMutablePointer<HCRYPTPROV>!, _ szContainer: LPCWSTR!, _ szProvider: LPCWSTR!,
    _ dwProvType: DWORD, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try Context.acquire(
            into: phProv, container: text(wide: szContainer), provider: text(wide: szProvider), type: dwProvType,
            flags: dwFlags)
    }
}

/// One holder more of a context.
@c @implementation
public func CryptContextAddRef(
    _ hProv: HCRYPTPROV, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard pdwReserved == nil else { throw .invalidParameter }
        let context = try Context.of(hProv)
        guard dwFlags == 0 else { throw .badFlags }
        try context.lock.withLock { () throws(ErrorCode) in
            guard context.referenceCount > 0 else { throw .invalidParameter }
            context.referenceCount += 1
        }
    }
}

/// One holder less; the last ends the context, and all its keys and hashes.
@c @implementation
public func CryptReleaseContext(_ hProv: HCRYPTPROV, _ dwFlags: DWORD) -> BOOL {
    reporting { () throws(ErrorCode) in
        try Context.release(hProv)
        // The context is released all the same.
        guard dwFlags == 0 else { throw .badFlags }
    }
}

/// What a context tells of itself, its provider and its store.
@c @implementation
public func CryptGetProvParam(
    _ hProv: HCRYPTPROV, _ dwParam: DWORD, _ pbData: UnsafeMutablePointer<BYTE>!,
    _ pdwDataLen: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let context = try Context.of(hProv)
        try context.parameter(dwParam, Delivery(pbData, pdwDataLen), flags: dwFlags)
    }
}

/// Nothing that a software provider without windows could be told, but for the descriptor that it gave.
@c @implementation
public func CryptSetProvParam(
    _ hProv: HCRYPTPROV, _ dwParam: DWORD, _ pbData: UnsafePointer<BYTE>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        // A window to ask in: there is nothing to ask. It is set before there is a context.
        let isWindow = dwParam == DWORD(PP_CLIENT_HWND)
        if hProv != 0 || !isWindow { _ = try Context.of(hProv) }
        if isWindow { return }
        if dwParam == DWORD(PP_KEYSET_SEC_DESCR) { return try Context.setSecurityDescriptor(pbData, parts: dwFlags) }
        guard dwFlags == 0 else { throw .badFlags }
        throw .badType
    }
}

/// Random bytes fit for keys.
@c @implementation
public func CryptGenRandom(_ hProv: HCRYPTPROV, _ dwLen: DWORD, _ pbBuffer: UnsafeMutablePointer<BYTE>!) -> BOOL {
    reporting { () throws(ErrorCode) in
        _ = try Context.of(hProv)
        guard dwLen > 0 else { return }
        guard let pbBuffer else { throw .invalidParameter }
        let buffer = UnsafeMutableRawBufferPointer(start: pbBuffer, count: Int(dwLen))
        do throws(CipherError) { try RandomBytes.fill(buffer) } catch { throw ErrorCode(NTE_FAIL) }
    }
}

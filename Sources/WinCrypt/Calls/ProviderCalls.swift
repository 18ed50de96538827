public import CWinCrypt
internal import KeyProvider

// The providers there are, and the defaults among them. The A forms count bytes, the W forms too, of 16-bit characters.

/// How a name is left: in 8-bit or 16-bit characters, terminated.
private enum NameBuffer {
    case narrow(LPSTR?)
    case wide(LPWSTR?)

    func leave(_ name: String, _ length: UnsafeMutablePointer<DWORD>?) throws(ErrorCode) {
        switch self {
        case .narrow(let buffer):
            let bytes = buffer.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: BYTE.self) }
            try Delivery(bytes, length).leave(text: name)
        case .wide(let buffer):
            let bytes = buffer.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: BYTE.self) }
            let units = Array(name.utf16) + [0]
            try Delivery(bytes, length).leave(units.span.bytes)
        }
    }
}

private func setProvider(
    _ name: String?, _ type: DWORD, _ reserved: UnsafeMutablePointer<DWORD>?, _ flags: DWORD
) throws(ErrorCode) {
    let scopes = DWORD(CRYPT_MACHINE_DEFAULT | CRYPT_USER_DEFAULT)
    guard reserved == nil, let name else { throw .invalidParameter }
    guard type <= ProviderChoice.types.upperBound else { throw ErrorCode(NTE_BAD_PROV_TYPE) }
    guard flags & ~(scopes | DWORD(CRYPT_DELETE_DEFAULT)) == 0, flags & scopes != 0 else { throw .badFlags }
    if flags & DWORD(CRYPT_DELETE_DEFAULT) != 0 { return try ProviderChoice.setStandard(nil, of: type) }
    try ProviderChoice.setStandard(name, of: type)
}

private func defaultProvider(
    _ type: DWORD, _ reserved: UnsafeMutablePointer<DWORD>?, _ flags: DWORD, _ name: NameBuffer,
    _ length: UnsafeMutablePointer<DWORD>?
) throws(ErrorCode) {
    guard reserved == nil, length != nil else { throw .invalidParameter }
    guard flags & ~DWORD(CRYPT_MACHINE_DEFAULT | CRYPT_USER_DEFAULT) == 0 else { throw .badFlags }
    guard ProviderChoice.types.contains(type) else { throw ErrorCode(NTE_BAD_PROV_TYPE) }
    // A user has no default but the one that was set.
    if flags & DWORD(CRYPT_USER_DEFAULT) != 0 && !ProviderChoice.isSet(type) { throw ErrorCode(NTE_PROV_TYPE_NOT_DEF) }
    try name.leave(ProviderChoice.standard(of: type).name, length)
}

private func enumerate(
    _ entries: [(type: DWORD, name: String)], _ index: DWORD, _ reserved: UnsafeMutablePointer<DWORD>?,
    _ flags: DWORD, _ type: UnsafeMutablePointer<DWORD>?, _ name: NameBuffer, _ length: UnsafeMutablePointer<DWORD>?
) throws(ErrorCode) {
    guard reserved == nil, let type, length != nil else { throw .invalidParameter }
    guard flags == 0 else { throw .badFlags }
    guard index < entries.count else { throw ErrorCode(ERROR_NO_MORE_ITEMS) }
    type.pointee = entries[Int(index)].type
    try name.leave(entries[Int(index)].name, length)
}

private let providers = ProviderChoice.all.map { (type: $0.type.rawValue, name: $0.name) }
private let providerTypes = ProviderType.allCases.map { (type: $0.rawValue, name: $0.name) }

/// Sets the default provider of a type, for this process.
@c @implementation
public func CryptSetProviderA(_ pszProvName: LPCSTR!, _ dwProvType: DWORD) -> BOOL {
    reporting { () throws(ErrorCode) in
        try setProvider(text(pszProvName), dwProvType, nil, DWORD(CRYPT_USER_DEFAULT))
    }
}

/// Sets the default provider of a type, for this process. Names have 16-bit characters.
@c @implementation
public func CryptSetProviderW(_ pszProvName: LPCWSTR!, _ dwProvType: DWORD) -> BOOL {
    reporting { () throws(ErrorCode) in
        try setProvider(text(wide: pszProvName), dwProvType, nil, DWORD(CRYPT_USER_DEFAULT))
    }
}

/// Sets or forgets the default provider of a type, for this process.
@c @implementation
public func CryptSetProviderExA(
    _ pszProvName: LPCSTR!, _ dwProvType: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in try setProvider(text(pszProvName), dwProvType, pdwReserved, dwFlags) }
}

/// Sets or forgets the default provider of a type, for this process. Names have 16-bit characters.
@c @implementation
public func CryptSetProviderExW(
    _ pszProvName: LPCWSTR!, _ dwProvType: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in try setProvider(text(wide: pszProvName), dwProvType, pdwReserved, dwFlags) }
}

/// The provider that a type alone stands for.
@c @implementation
public func CryptGetDefaultProviderA(
    _ dwProvType: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD, _ pszProvName: LPSTR!,
    _ pcbProvName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try defaultProvider(dwProvType, pdwReserved, dwFlags, .narrow(pszProvName), pcbProvName)
    }
}

/// The provider that a type alone stands for. Names have 16-bit characters.
@c @implementation
public func CryptGetDefaultProviderW(
    _ dwProvType: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD, _ pszProvName: LPWSTR!,
    _ pcbProvName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try defaultProvider(dwProvType, pdwReserved, dwFlags, .wide(pszProvName), pcbProvName)
    }
}

/// The providers, one a call.
@c @implementation
public func CryptEnumProvidersA(
    _ dwIndex: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ pdwProvType: UnsafeMutablePointer<DWORD>!, _ szProvName: LPSTR!, _ pcbProvName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try enumerate(providers, dwIndex, pdwReserved, dwFlags, pdwProvType, .narrow(szProvName), pcbProvName)
    }
}

/// The providers, one a call. Names have 16-bit characters.
@c @implementation
public func CryptEnumProvidersW(
    _ dwIndex: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ pdwProvType: UnsafeMutablePointer<DWORD>!, _ szProvName: LPWSTR!, _ pcbProvName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try enumerate(providers, dwIndex, pdwReserved, dwFlags, pdwProvType, .wide(szProvName), pcbProvName)
    }
}

/// The types of providers, one a call.
@c @implementation
public func CryptEnumProviderTypesA(
    _ dwIndex: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ pdwProvType: UnsafeMutablePointer<DWORD>!, _ szTypeName: LPSTR!, _ pcbTypeName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try enumerate(providerTypes, dwIndex, pdwReserved, dwFlags, pdwProvType, .narrow(szTypeName), pcbTypeName)
    }
}

/// The types of providers, one a call. Names have 16-bit characters.
@c @implementation
public func CryptEnumProviderTypesW(
    _ dwIndex: DWORD, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ pdwProvType: UnsafeMutablePointer<DWORD>!, _ szTypeName: LPWSTR!, _ pcbTypeName: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try enumerate(providerTypes, dwIndex, pdwReserved, dwFlags, pdwProvType, .wide(szTypeName), pcbTypeName)
    }
}

public import CWinCrypt
internal import KeyProvider

// Keys. What the functions do is said in wincrypt.h and at the methods they call.

/// A new key, or a new pair in its slot of the container.
@c @implementation
public func CryptGenKey(
    _ hProv: HCRYPTPROV, _ Algid: ALG_ID, _ dwFlags: DWORD, _ phKey: UnsafeMutablePointer<HCRYPTKEY>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let phKey else { throw .invalidParameter }
        let context = try Context.of(hProv)
        try KeyRequest(context, Algid, dwFlags).generate().handle(phKey)
    }
}

/// A key derived from a hash.
@c @implementation
public func CryptDeriveKey(
    _ hProv: HCRYPTPROV, _ Algid: ALG_ID, _ hBaseData: HCRYPTHASH, _ dwFlags: DWORD,
    _ phKey: UnsafeMutablePointer<HCRYPTKEY>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let phKey else { throw .invalidParameter }
        let context = try Context.of(hProv)
        let hash = try HashHandle.of(hBaseData)
        try hash.deriveKey(KeyRequest(context, Algid, dwFlags)).handle(phKey)
    }
}

/// The end of a key's handle, and of a session key.
@c @implementation
public func CryptDestroyKey(_ hKey: HCRYPTKEY) -> BOOL {
    reporting { () throws(ErrorCode) in _ = try HandleTable.shared.close(hKey, KeyObject.self) }
}

/// A second key in the same state.
@c @implementation
public func CryptDuplicateKey(
    _ hKey: HCRYPTKEY, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ phKey: UnsafeMutablePointer<HCRYPTKEY>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard pdwReserved == nil, dwFlags == 0, let phKey else { throw .invalidParameter }
        try KeyObject.of(hKey).duplicate().handle(phKey)
    }
}

/// The pair of a slot of the container.
@c @implementation
public func CryptGetUserKey(
    _ hProv: HCRYPTPROV, _ dwKeySpec: DWORD, _ phUserKey: UnsafeMutablePointer<HCRYPTKEY>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let phUserKey else { throw .invalidParameter }
        let context = try Context.of(hProv)
        try KeyPairObject(context, context.keyPair(Context.purpose(dwKeySpec))).handle(phUserKey)
    }
}

/// A parameter of a key.
@c @implementation
public func CryptGetKeyParam(
    _ hKey: HCRYPTKEY, _ dwParam: DWORD, _ pbData: UnsafeMutablePointer<BYTE>!,
    _ pdwDataLen: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let delivery = try Delivery(pbData, pdwDataLen)
        let key = try KeyObject.of(hKey)
        guard dwFlags == 0 else { throw .badFlags }
        try delivery.leave(key.parameter(Int32(bitPattern: dwParam)))
    }
}

/// Sets a parameter of a key.
@c @implementation
public func CryptSetKeyParam(
    _ hKey: HCRYPTKEY, _ dwParam: DWORD, _ pbData: UnsafePointer<BYTE>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let key = try KeyObject.of(hKey)
        let parameter = Int32(bitPattern: dwParam)
        let successor: KeyObject?
        if let pbData {
            successor = try key.setParameter(parameter, pbData, flags: dwFlags)
        } else {
            guard parameter == KP_X else { throw .invalidParameter }
            guard dwFlags == 0 else { throw .badFlags }
            successor = try key.generate()
        }
        if let successor { try HandleTable.shared.replace(hKey, with: successor) }
    }
}

/// A key as a BLOB.
@c @implementation
public func CryptExportKey(
    _ hKey: HCRYPTKEY, _ hExpKey: HCRYPTKEY, _ dwBlobType: DWORD, _ dwFlags: DWORD,
    _ pbData: UnsafeMutablePointer<BYTE>!, _ pdwDataLen: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let delivery = try Delivery(pbData, pdwDataLen)
        let key = try KeyObject.of(hKey)
        let exportingKey = try KeyObject.optional(hExpKey)
        let request = try ExportRequest(dwBlobType, exportingKey, flags: dwFlags, delivery)
        try key.export(request)
        if request.destroysKey && !request.isSizeQuery { _ = try HandleTable.shared.close(hKey, KeyObject.self) }
    }
}

/// The key in a BLOB.
@c @implementation
public func CryptImportKey(
    _ hProv: HCRYPTPROV, _ pbData: UnsafePointer<BYTE>!, _ dwDataLen: DWORD, _ hPubKey: HCRYPTKEY, _ dwFlags: DWORD,
    _ phKey: UnsafeMutablePointer<HCRYPTKEY>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let phKey, pbData != nil, dwDataLen > 0 else { throw .invalidParameter }
        let context = try Context.of(hProv)
        let key = try KeyObject.optional(hPubKey)
        let blob = try KeyImport.RawBlob(bytes(pbData, dwDataLen))
        try KeyImport(context: context, blob: blob, key: key, flags: dwFlags).run().handle(phKey)
    }
}

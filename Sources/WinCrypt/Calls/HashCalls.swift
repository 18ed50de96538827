public import CWinCrypt
internal import KeyBlob
internal import KeyProvider

// Hashes.

/// A new hash object.
@c @implementation
public func CryptCreateHash(
    _ hProv: HCRYPTPROV, _ Algid: ALG_ID, _ hKey: HCRYPTKEY, _ dwFlags: DWORD,
    _ phHash: UnsafeMutablePointer<HCRYPTHASH>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let phHash else { throw .invalidParameter }
        let context = try Context.of(hProv)
        let key = try KeyObject.optional(hKey)
        guard dwFlags == 0 else { throw .badFlags }
        let hash = try HashCreation(context: context, algorithm: AlgorithmIdentifier(rawValue: Algid), key: key).run()
        phHash.pointee = try HandleTable.shared.open(hash)
    }
}

/// The end of a hash object.
@c @implementation
public func CryptDestroyHash(_ hHash: HCRYPTHASH) -> BOOL {
    reporting { () throws(ErrorCode) in _ = try HandleTable.shared.close(hHash, HashHandle.self) }
}

/// A second hash object in the same state.
@c @implementation
public func CryptDuplicateHash(
    _ hHash: HCRYPTHASH, _ pdwReserved: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD,
    _ phHash: UnsafeMutablePointer<HCRYPTHASH>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard pdwReserved == nil, dwFlags == 0, let phHash else { throw .invalidParameter }
        phHash.pointee = try HandleTable.shared.open(HashHandle.of(hHash).duplicate())
    }
}

/// Hashes a piece of data.
@c @implementation
public func CryptHashData(
    _ hHash: HCRYPTHASH, _ pbData: UnsafePointer<BYTE>!, _ dwDataLen: DWORD, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let hash = try HashHandle.of(hHash)
        // There is no user to type the data in: CRYPT_USERDATA hashes what is given.
        guard dwFlags & ~DWORD(CRYPT_USERDATA) == 0 else { throw .badFlags }
        try hash.update(bytes(pbData, dwDataLen).bytes)
    }
}

/// Hashes a session key.
@c @implementation
public func CryptHashSessionKey(_ hHash: HCRYPTHASH, _ hKey: HCRYPTKEY, _ dwFlags: DWORD) -> BOOL {
    reporting { () throws(ErrorCode) in
        let hash = try HashHandle.of(hHash)
        let key = try KeyObject.of(hKey)
        try key.enter(hash, flags: dwFlags)
    }
}

/// A parameter of a hash object, its value above all.
@c @implementation
public func CryptGetHashParam(
    _ hHash: HCRYPTHASH, _ dwParam: DWORD, _ pbData: UnsafeMutablePointer<BYTE>!,
    _ pdwDataLen: UnsafeMutablePointer<DWORD>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let delivery = try Delivery(pbData, pdwDataLen)
        let hash = try HashHandle.of(hHash)
        guard dwFlags == 0 else { throw .badFlags }
        // The length may not even be set where there is no buffer.
        if delivery.isSizeQuery && hash.isOfAnyLength && dwParam == DWORD(HP_HASHVAL) { return }
        try delivery.leave(hash.parameter(Int32(bitPattern: dwParam), wanted: Int(delivery.length.pointee)))
    }
}

/// Sets a parameter of a hash object.
@c @implementation
public func CryptSetHashParam(
    _ hHash: HCRYPTHASH, _ dwParam: DWORD, _ pbData: UnsafePointer<BYTE>!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        let hash = try HashHandle.of(hHash)
        guard let pbData else { throw .invalidParameter }
        guard dwFlags == 0 else { throw .badFlags }
        try hash.setParameter(Int32(bitPattern: dwParam), pbData)
    }
}

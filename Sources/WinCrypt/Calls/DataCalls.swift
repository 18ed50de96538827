public import CWinCrypt

// Data under keys. A key is safe to use from many threads: each call has it to itself.

/// Encrypts a piece of data in place.
@c @implementation
public func CryptEncrypt(
    _ hKey: HCRYPTKEY, _ hHash: HCRYPTHASH, _ Final: BOOL, _ dwFlags: DWORD, _ pbData: UnsafeMutablePointer<BYTE>!,
    _ pdwDataLen: UnsafeMutablePointer<DWORD>!, _ dwBufLen: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let pdwDataLen else { throw .invalidParameter }
        let key = try KeyObject.of(hKey)
        let hash = try HashHandle.optional(hHash)
        guard dwFlags & ~DWORD(CRYPT_OAEP) == 0 else { throw .badFlags }
        guard pbData == nil || pdwDataLen.pointee <= Int32.max else { throw .invalidParameter }
        try key.encrypt(
            Piece(
                buffer: pbData, length: pdwDataLen, capacity: dwBufLen, isFinal: Final != 0, flags: dwFlags,
                hash: hash))
    }
}

/// Decrypts a piece of data in place.
@c @implementation
public func CryptDecrypt(
    _ hKey: HCRYPTKEY, _ hHash: HCRYPTHASH, _ Final: BOOL, _ dwFlags: DWORD, _ pbData: UnsafeMutablePointer<BYTE>!,
    _ pdwDataLen: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        guard let pdwDataLen else { throw .invalidParameter }
        let key = try KeyObject.of(hKey)
        let hash = try HashHandle.optional(hHash)
        guard pbData != nil else { throw .invalidParameter }
        let known = DWORD(CRYPT_OAEP | CRYPT_DECRYPT_RSA_NO_PADDING_CHECK)
        guard dwFlags & ~known == 0, dwFlags & known != known else { throw .badFlags }
        try key.decrypt(
            Piece(
                buffer: pbData, length: pdwDataLen, capacity: pdwDataLen.pointee, isFinal: Final != 0,
                flags: dwFlags, hash: hash))
    }
}

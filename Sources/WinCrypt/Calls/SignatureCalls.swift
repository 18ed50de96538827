public import CWinCrypt
internal import KeyBlob
internal import KeyProvider

// Signatures. A description, a relic of the first CryptoAPI, is hashed behind the data.

/// The form of a signature that flags ask for. CRYPT_TYPE2_FORMAT is taken and means nothing, as on Windows.
private func format(_ flags: DWORD) throws(ErrorCode) -> SignatureFormat {
    guard flags & ~DWORD(CRYPT_NOHASHOID | CRYPT_TYPE2_FORMAT | CRYPT_X931_FORMAT) == 0 else { throw .badFlags }
    if flags & DWORD(CRYPT_X931_FORMAT) != 0 { return .x931 }
    return flags & DWORD(CRYPT_NOHASHOID) != 0 ? .withoutIdentifier : .standard
}

private func sign(
    _ handle: HCRYPTHASH, _ keySpec: DWORD, description: String?, _ flags: DWORD,
    _ signature: UnsafeMutablePointer<BYTE>?, _ length: UnsafeMutablePointer<DWORD>?
) throws(ErrorCode) {
    let delivery = try Delivery(signature, length)
    let hash = try HashHandle.of(handle)
    let format = try format(flags)
    let pair = try hash.context.keyPair(Context.purpose(keySpec))
    let byteCount = pair.algorithm == .dssSign ? 40 : (pair.bitLength + 7) / 8
    // A size query, and a buffer that is too short, leave the hash as it is.
    guard try delivery.room(byteCount) != nil else { return }
    let made = try hash.withHash { hash throws(ProviderError) in
        if let description { try hash.update(description: description) }
        return try pair.sign(&hash, format: format)
    }
    try delivery.leave(made)
}

private func verify(
    _ handle: HCRYPTHASH, _ signature: UnsafePointer<BYTE>?, _ length: DWORD, _ keyHandle: HCRYPTKEY,
    description: String?, _ flags: DWORD
) throws(ErrorCode) {
    let hash = try HashHandle.of(handle)
    let keyObject = try KeyObject.of(keyHandle)
    let format = try format(flags)
    let key = try keyObject.publicKey()
    let expected = key.algorithm == .dssSign ? 40 : (key.bitLength + 7) / 8
    guard Int(length) == expected else { throw ErrorCode(NTE_BAD_SIGNATURE) }
    guard signature != nil else { throw .invalidParameter }
    let bytes = try bytes(signature, length)
    try hash.withHash { hash throws(ProviderError) in
        if let description { try hash.update(description: description) }
        try key.verify(bytes.bytes, of: &hash, format: format, acceptingMissingIdentifier: true)
    }
}

/// Signs a hash with a pair of the container.
@c @implementation
public func CryptSignHashA(
    _ hHash: HCRYPTHASH, _ dwKeySpec: DWORD, _ szDescription: LPCSTR!, _ dwFlags: DWORD,
    _ pbSignature: UnsafeMutablePointer<BYTE>!, _ pdwSigLen: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try sign(hHash, dwKeySpec, description: text(szDescription), dwFlags, pbSignature, pdwSigLen)
    }
}

/// Signs a hash with a pair of the container. Names have 16-bit characters.
@c @implementation
public func CryptSignHashW(
    _ hHash: HCRYPTHASH, _ dwKeySpec: DWORD, _ szDescription: LPCWSTR!, _ dwFlags: DWORD,
    _ pbSignature: UnsafeMutablePointer<BYTE>!, _ pdwSigLen: UnsafeMutablePointer<DWORD>!
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try sign(hHash, dwKeySpec, description: text(wide: szDescription), dwFlags, pbSignature, pdwSigLen)
    }
}

/// Verifies a signature.
@c @implementation
public func CryptVerifySignatureA(
    _ hHash: HCRYPTHASH, _ pbSignature: UnsafePointer<BYTE>!, _ dwSigLen: DWORD, _ hPubKey: HCRYPTKEY,
    _ szDescription: LPCSTR!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try verify(hHash, pbSignature, dwSigLen, hPubKey, description: text(szDescription), dwFlags)
    }
}

/// Verifies a signature. Names have 16-bit characters.
@c @implementation
public func CryptVerifySignatureW(
    _ hHash: HCRYPTHASH, _ pbSignature: UnsafePointer<BYTE>!, _ dwSigLen: DWORD, _ hPubKey: HCRYPTKEY,
    _ szDescription: LPCWSTR!, _ dwFlags: DWORD
) -> BOOL {
    reporting { () throws(ErrorCode) in
        try verify(hHash, pbSignature, dwSigLen, hPubKey, description: text(wide: szDescription), dwFlags)
    }
}

internal import CipherCore
public import KeyBlob

extension SessionKey {
    /// A key derived from a hash (`CryptDeriveKey`), which is finished by that and keeps its value. Any number of keys can
    /// be derived from one hash.
    ///
    /// - Parameters:
    ///   - hash: any but the TLS PRF.
    ///   - bits: as in generation. The key is not new data's, so weak algorithms need no leave.
    ///   - provider: nil for the hash's own.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for an algorithm or hash that the provider lacks,
    ///   ``ProviderError/illegalKeyLength(bits:)``, and what ``HashObject/value()`` throws. The hash goes on as it was
    ///   then.
    public init(
        derivingFrom hash: inout HashObject, algorithm: AlgorithmIdentifier, bits: Int? = nil,
        provider: Provider? = nil, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws(ProviderError) {
        let provider = provider ?? hash.provider
        guard provider.has(hash.algorithm) else { throw .unsupportedAlgorithm(hash.algorithm) }
        _ = try provider.keyByteCount(of: algorithm, bits: bits)
        let value = try hash.value()
        guard hash.algorithm == .mac || hash.algorithm == .hmac else {
            try self.init(
                derivingFrom: value.bytes, hash: hash.algorithm, algorithm: algorithm, bits: bits, provider: provider,
                salt: salt, isExportable: isExportable)
            return
        }
        try self.init(
            deriving: algorithm, bits, from: value.bytes, provider, salt, isExportable: isExportable
        ) { cipher, byteCount throws(CipherError) in
            try CryptDeriveKey.key(code: value.bytes, cipher: cipher, byteCount: byteCount) {
                data throws(CipherError) in
                try hash.authenticate(data)
            }
        }
    }
}

// Hashing while encrypting: the hash object that CryptEncrypt and CryptDecrypt take.
extension SessionKey {
    /// As ``encrypt(_:byteCount:isFinal:)``, and hashes the plaintext, without padding.
    ///
    /// - Throws: as that, and as ``HashObject/update(_:)``; neither the key's stream nor the hash has moved then.
    public mutating func encrypt(
        _ buffer: UnsafeMutableRawBufferPointer, byteCount: Int, isFinal: Bool, hashing hash: inout HashObject
    ) throws(ProviderError) -> Int {
        let needed = try unsafe requireEncryption(buffer, byteCount: byteCount, isFinal: isFinal)
        try hash.update(unsafe UnsafeRawBufferPointer(rebasing: buffer[..<byteCount]).bytes)
        try unsafe encrypt(buffer, byteCount: byteCount, encryptedByteCount: needed, isFinal: isFinal)
        return needed
    }

    /// As ``decrypt(_:isFinal:)``, and hashes the plaintext, without padding.
    ///
    /// - Throws: as that, and as ``HashObject/update(_:)``: then nothing has been decrypted. After bad padding the hash
    ///   has not moved.
    public mutating func decrypt(
        _ buffer: UnsafeMutableRawBufferPointer, isFinal: Bool, hashing hash: inout HashObject
    ) throws(ProviderError) -> Int {
        try hash.requireRunning()
        let byteCount = try unsafe decrypt(buffer, isFinal: isFinal)
        try hash.update(unsafe UnsafeRawBufferPointer(rebasing: buffer[..<byteCount]).bytes)
        return byteCount
    }
}

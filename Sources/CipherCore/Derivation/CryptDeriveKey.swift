/// How CryptoAPI makes a session key of a hash value (Microsoft's page on `CryptDeriveKey`; where the page is silent,
/// measured with Microsoft's and Wine's providers).
public enum CryptDeriveKey {
    /// The key bytes.
    ///
    /// They are the first bytes of the hash value, except for triple DES with three keys and AES from MD2, MD4, MD5 or
    /// SHA-1: these expand the value first, AES-128 too, although the value is long enough. A key longer than the value
    /// expands it whatever the cipher (Wine; Windows is unknown). Keys of the DES family get odd parity.
    ///
    /// - Parameters:
    ///   - hashValue: the finished hash.
    ///   - digest: its hash function; nil where it has none, as with `CALG_SSL3_SHAMD5` (36 bytes) or a MAC: then
    ///     nothing is expanded.
    ///   - byteCount: the length of the key, in bytes, without salt.
    /// - Throws: ``CipherError/illegalKeyLength`` where the cipher has no such key or the hash value does not suffice
    ///   for it; ``CipherError/illegalParameter`` where the value is not as long as the digest says; what
    ///   ``MessageDigest/init(_:)`` throws.
    public static func key(
        hashValue: RawSpan, digest: DigestAlgorithm?, cipher: CipherAlgorithm, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard cipher != .desx else { throw .unsupportedAlgorithm }
        guard cipher.keyByteCounts.contains(byteCount) else { throw .illegalKeyLength }
        var key: SecretBytes
        if let digest {
            guard hashValue.byteCount == digest.byteCount else { throw .illegalParameter }
            let expands = byteCount > digest.byteCount || alwaysExpands(digest, cipher)
            key = try expands ? expanded(hashValue, digest, byteCount) : prefix(hashValue, byteCount)
        } else {
            key = try prefix(hashValue, byteCount)
        }
        if cipher.isOfDESFamily { key.withUnsafeMutableBytes { DESParity.forceOdd($0) } }
        return key
    }

    /// The salt of `CRYPT_CREATE_SALT`: the bytes of the hash value right behind the key bytes.
    ///
    /// - Parameters:
    ///   - keyByteCount: the length of the key that was derived, in bytes.
    ///   - byteCount: the length of the salt, in bytes; 11 for a 40-bit key.
    /// - Throws: ``CipherError/illegalParameter`` where the hash value has no such bytes.
    public static func salt(
        hashValue: RawSpan, keyByteCount: Int, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard 0...hashValue.byteCount ~= keyByteCount, 0...hashValue.byteCount - keyByteCount ~= byteCount else {
            throw .illegalParameter
        }
        return try prefix(hashValue.extracting(droppingFirst: keyByteCount), byteCount)
    }

    private static func alwaysExpands(_ digest: DigestAlgorithm, _ cipher: CipherAlgorithm) -> Bool {
        switch (digest, cipher) {
        case (.sha256, _), (.sha384, _), (.sha512, _): false
        case (_, .rc2), (_, .rc4), (_, .des), (_, .twoKeyTripleDES), (_, .desx): false
        case (.md2, _), (.md4, _), (.md5, _), (.sha1, _): true
        }
    }

    private static func prefix(_ value: RawSpan, _ byteCount: Int) throws(CipherError) -> SecretBytes {
        guard byteCount <= value.byteCount else { throw .illegalKeyLength }
        return try SecretBytes(copying: value.extracting(first: byteCount))
    }

    /// The first bytes of the hashes of two pads with the value XORed over them: HMAC's pads, 64 bytes, but no HMAC.
    private static func expanded(
        _ value: RawSpan, _ digest: DigestAlgorithm, _ byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        var both = try SecretBytes(count: 2 * digest.byteCount)
        let innerPad = [UInt8](repeating: 0x36, count: 64)
        let outerPad = [UInt8](repeating: 0x5c, count: 64)
        var inner = try MessageDigest(digest, of: innerPad.span.bytes, maskedWith: value)
        var outer = try MessageDigest(digest, of: outerPad.span.bytes, maskedWith: value)
        try both.withUnsafeMutableBytes { both throws(CipherError) in
            try inner.finish(into: UnsafeMutableRawBufferPointer(rebasing: both[..<digest.byteCount]))
            try outer.finish(into: UnsafeMutableRawBufferPointer(rebasing: both[digest.byteCount...]))
        }
        return try prefix(both.bytes, byteCount)
    }
}

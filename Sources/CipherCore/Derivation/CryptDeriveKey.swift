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
        try key(cipher, byteCount) { () throws(CipherError) in
            guard let digest else { return try prefix(hashValue, byteCount) }
            guard hashValue.byteCount == digest.byteCount else { throw .illegalParameter }
            guard byteCount > digest.byteCount || alwaysExpands(digest, cipher) else {
                return try prefix(hashValue, byteCount)
            }
            return try expanded(hashValue, byteCount) { pad throws(CipherError) in
                try MessageDigest.hash(digest, pad)
            }
        }
    }

    /// The key bytes from the code that a keyed hash gave (`CALG_HMAC`, `CALG_MAC`): its first bytes; expanded with that
    /// keyed hash where the code is too short, and for AES-128 from a code of 16 or 20 bytes.
    ///
    /// Measured for HMAC with Wine's CSP; Windows is unknown. Wine's CBC-MAC does not start over for the expansion, which
    /// depends on what its buffer held before; ours does.
    ///
    /// - Parameters:
    ///   - byteCount: the length of the key, in bytes, without salt.
    ///   - authenticate: the code of other data under the same key.
    /// - Throws: ``CipherError/illegalKeyLength`` where the cipher has no such key or two codes do not suffice for it,
    ///   and what `authenticate` throws.
    public static func key(
        code: RawSpan, cipher: CipherAlgorithm, byteCount: Int,
        authenticate: (RawSpan) throws(CipherError) -> SecretBytes
    ) throws(CipherError) -> SecretBytes {
        let expands = byteCount > code.byteCount || cipher == .aes128 && (code.byteCount == 16 || code.byteCount == 20)
        return try key(cipher, byteCount) { () throws(CipherError) in
            try expands ? expanded(code, byteCount, authenticate) : prefix(code, byteCount)
        }
    }

    /// A key of `cipher` out of `material`, with odd parity where it has parity.
    private static func key(
        _ cipher: CipherAlgorithm, _ byteCount: Int, _ material: () throws(CipherError) -> SecretBytes
    ) throws(CipherError) -> SecretBytes {
        guard cipher != .desx else { throw .unsupportedAlgorithm }
        guard cipher.keyByteCounts.contains(byteCount) else { throw .illegalKeyLength }
        var key = try material()
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
        _ value: RawSpan, _ byteCount: Int, _ hash: (RawSpan) throws(CipherError) -> SecretBytes
    ) throws(CipherError) -> SecretBytes {
        let innerPad = [UInt8](repeating: 0x36, count: 64)
        let outerPad = [UInt8](repeating: 0x5c, count: 64)
        let innerData = try SecretBytes(masking: innerPad.span.bytes, with: value)
        let outerData = try SecretBytes(masking: outerPad.span.bytes, with: value)
        let inner = try hash(innerData.bytes)
        let outer = try hash(outerData.bytes)
        guard byteCount <= inner.count + outer.count else { throw .illegalKeyLength }
        return try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            try number == 1 ? inner.copy() : outer.copy()
        }
    }
}

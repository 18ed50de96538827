/// HKDF (RFC 5869): keys from a secret that is strong already, such as an agreement's; not from a passphrase.
public enum HKDF {
    /// Both steps in one: extract, then expand.
    ///
    /// - Throws: as the two steps.
    public static func derive(
        _ digest: DigestAlgorithm, secret: RawSpan, salt: RawSpan, info: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        let pseudorandomKey = try extract(digest, secret: secret, salt: salt)
        return try expand(digest, pseudorandomKey: pseudorandomKey.bytes, info: info, byteCount: byteCount)
    }

    /// The pseudorandom key, as long as the hash value (RFC 5869 section 2.2).
    ///
    /// - Parameters:
    ///   - secret: the RFC's IKM, any length.
    ///   - salt: no secret; any length, and none is the same as zeros.
    /// - Throws: what ``MessageDigest/init(_:)`` throws.
    public static func extract(
        _ digest: DigestAlgorithm, secret: RawSpan, salt: RawSpan
    ) throws(CipherError) -> SecretBytes {
        try HMAC.authenticationCode(digest, key: salt, data: secret)
    }

    /// Key material of a pseudorandom key (RFC 5869 section 2.3).
    ///
    /// - Parameters:
    ///   - info: what the key is for; any length.
    ///   - byteCount: 0…255 hash values.
    /// - Throws: ``CipherError/illegalParameter`` for another length, and what ``MessageDigest/init(_:)`` throws.
    public static func expand(
        _ digest: DigestAlgorithm, pseudorandomKey: RawSpan, info: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard byteCount <= 255 * digest.byteCount else { throw .illegalParameter }
        let keyed = try HMAC(digest, key: pseudorandomKey)
        var last = try SecretBytes(count: 0)
        return try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            var code = try keyed.copy()
            code.update(last.bytes)
            code.update(info)
            code.update(byteOf: UInt8(number))
            last = try code.finish()
            return try last.copy()
        }
    }
}

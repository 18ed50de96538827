/// The one-step KDF of NIST SP 800-56A (rev. 3 and SP 800-56C section 4, with a hash): CNG's `SP800_56A_CONCAT`.
public enum ConcatenationKDF {
    /// Makes key material of a shared secret.
    ///
    /// - Parameters:
    ///   - secret: the agreement's value, big-endian, as long as the modulus or field.
    ///   - info: the standard's OtherInfo: in CNG `KDF_ALGORITHMID`, `KDF_PARTYUINFO`, `KDF_PARTYVINFO`,
    ///     `KDF_SUPPPUBINFO` and `KDF_SUPPPRIVINFO`, joined.
    ///   - byteCount: 0…65536.
    /// - Throws: ``CipherError/illegalParameter`` for another length, and what ``MessageDigest/init(_:)`` throws.
    public static func derive(
        _ digest: DigestAlgorithm, secret: RawSpan, info: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            var hash = try MessageDigest(digest)
            hash.update(bigEndian: number)
            hash.update(secret)
            hash.update(info)
            return try hash.finish()
        }
    }
}

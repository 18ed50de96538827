/// The KDF in counter mode of NIST SP 800-108 with HMAC: CNG's `SP800_108_CTR_HMAC`.
///
/// Counter and length are big-endian words of 32 bits, and a zero byte parts label and context, as in CNG.
public enum CounterKDF {
    /// Makes key material of a key.
    ///
    /// - Parameters:
    ///   - key: any length.
    ///   - label: `KDF_LABEL`: what the key is for.
    ///   - context: `KDF_CONTEXT`: who it is for.
    ///   - byteCount: 0…65536. It is part of what is hashed: a shorter key is not the beginning of a longer one.
    /// - Throws: ``CipherError/illegalParameter`` for another length, and what ``MessageDigest/init(_:)`` throws.
    public static func derive(
        _ digest: DigestAlgorithm, key: RawSpan, label: RawSpan, context: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        let keyed = try HMAC(digest, key: key)
        return try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            var code = try keyed.copy()
            code.update(bigEndian: number)
            code.update(label)
            code.update(byteOf: 0)
            code.update(context)
            code.update(bigEndian: UInt32(8 * byteCount))
            return try code.finish()
        }
    }
}

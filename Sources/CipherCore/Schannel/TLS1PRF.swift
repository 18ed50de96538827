/// The pseudorandom function of TLS 1.0 and 1.1 (RFC 2246 section 5), CryptoAPI's `CALG_TLS1PRF`.
public enum TLS1PRF {
    /// Makes key material of a secret.
    ///
    /// - Parameters:
    ///   - secret: any length. MD5 works with its first half, SHA-1 with its last; of an odd length both have the byte
    ///     in the middle.
    ///   - label: such as `client finished`: ASCII, without terminator; `HP_TLS1PRF_LABEL`.
    ///   - seed: `HP_TLS1PRF_SEED`.
    ///   - byteCount: 0…65536.
    /// - Throws: ``CipherError/illegalParameter`` for another length, and what ``MessageDigest/init(_:)`` throws.
    public static func derive(
        secret: RawSpan, label: RawSpan, seed: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        let half = (secret.byteCount + 1) / 2
        var output = try expand(.md5, secret.extracting(first: half), label, seed, byteCount)
        let other = try expand(.sha1, secret.extracting(last: half), label, seed, byteCount)
        other.withUnsafeBytes { other in
            output.withUnsafeMutableBytes { output in
                for index in output.indices { output[index] ^= other[index] }
            }
        }
        return output
    }

    /// The RFC's P_hash; `chain` is its A.
    private static func expand(
        _ digest: DigestAlgorithm, _ secret: RawSpan, _ label: RawSpan, _ seed: RawSpan, _ byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        let keyed = try HMAC(digest, key: secret)
        var first = try keyed.copy()
        first.update(label)
        first.update(seed)
        var chain = try first.finish()
        return try SecretBytes.keyMaterial(byteCount: byteCount) { _ throws(CipherError) in
            var piece = try keyed.copy()
            piece.update(chain.bytes)
            piece.update(label)
            piece.update(seed)
            var next = try keyed.copy()
            next.update(chain.bytes)
            chain = try next.finish()
            return try piece.finish()
        }
    }
}

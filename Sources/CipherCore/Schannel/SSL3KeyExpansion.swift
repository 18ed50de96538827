/// How SSL 3.0 makes key material of a secret (RFC 6101 sections 6.1 and 6.2.2).
enum SSL3KeyExpansion {
    /// The letters A…Z, each with a piece of 16 bytes.
    private static let longestByteCount = 26 * DigestAlgorithm.md5.byteCount

    /// MD5(secret, SHA-1("A", secret, both randoms)), the same with "BB", "CCC", and so on.
    ///
    /// - Throws: ``CipherError/illegalParameter`` for more bytes than there are letters for, and what hashing throws.
    static func expand(
        secret: RawSpan, _ firstRandom: RawSpan, _ secondRandom: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard byteCount <= longestByteCount else { throw .illegalParameter }
        return try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            let letter = UInt8(ascii: "A") + UInt8(number - 1)
            let letters = [UInt8](repeating: letter, count: Int(number))
            var inner = try MessageDigest(.sha1)
            inner.update(letters.span.bytes)
            inner.update(secret)
            inner.update(firstRandom)
            inner.update(secondRandom)
            let innerValue = try inner.finish()
            var outer = try MessageDigest(.md5)
            outer.update(secret)
            outer.update(innerValue.bytes)
            return try outer.finish()
        }
    }

    /// MD5 of a key, if there is one, and both randoms: the last step to the keys and IVs of export ciphers.
    static func exportValue(
        key: RawSpan = RawSpan(), _ firstRandom: RawSpan, _ secondRandom: RawSpan, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard 0...DigestAlgorithm.md5.byteCount ~= byteCount else { throw .illegalParameter }
        var hash = try MessageDigest(.md5)
        hash.update(key)
        hash.update(firstRandom)
        hash.update(secondRandom)
        let value = try hash.finish()
        return try SecretBytes(copying: value.bytes.extracting(first: byteCount))
    }
}

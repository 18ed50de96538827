/// How SSL 2.0 makes keys of a master key (Hickman, "The SSL Protocol", 1995): MD5 of the master key, a figure, the
/// challenge and the connection id, the figure counting from 0 on.
public enum SSL2KeyExpansion {
    /// The key that one side writes with. The client reads, and the server writes, with the first piece of the key
    /// material.
    ///
    /// - Parameters:
    ///   - byteCount: of one key; both together are at most ten pieces of 16 bytes.
    ///   - masterSecret: the whole master key, its clear part first.
    ///   - challenge: the client's.
    ///   - connectionID: the server's.
    /// - Throws: ``CipherError/illegalParameter`` for more bytes than there are figures for; and what
    ///   ``MessageDigest/init(_:)`` throws.
    public static func key(
        of side: SchannelSide, byteCount: Int, masterSecret: RawSpan, challenge: [UInt8], connectionID: [UInt8]
    ) throws(CipherError) -> SecretBytes {
        guard 0...5 * DigestAlgorithm.md5.byteCount ~= byteCount else { throw .illegalParameter }
        let material = try SecretBytes.keyMaterial(byteCount: 2 * byteCount) { number throws(CipherError) in
            let figure = [UInt8(ascii: "0") + UInt8(number - 1)]
            var hash = try MessageDigest(.md5)
            hash.update(masterSecret)
            hash.update(figure.span.bytes)
            hash.update(challenge.span.bytes)
            hash.update(connectionID.span.bytes)
            return try hash.finish()
        }
        let (first, last) = (material.bytes.extracting(first: byteCount), material.bytes.extracting(last: byteCount))
        return try SecretBytes(copying: side == .server ? first : last)
    }
}

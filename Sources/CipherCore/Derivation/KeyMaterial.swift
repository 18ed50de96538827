extension SecretBytes {
    /// The longest key material that is derived, in bytes. No cipher's key comes near; whoever asks for more has read
    /// the length from damaged data.
    static let longestKeyMaterialByteCount = 1 << 16

    /// Key material joined of pieces: the first, the second, and so on; the last is cut where the material is full.
    ///
    /// - Parameters:
    ///   - byteCount: 0…``longestKeyMaterialByteCount``.
    ///   - piece: gives the piece of that number, from 1 on; never an empty one.
    /// - Throws: ``CipherError/illegalParameter`` for another length, ``CipherError/outOfMemory``, and what `piece`
    ///   throws.
    static func keyMaterial(
        byteCount: Int, _ piece: (UInt32) throws(CipherError) -> SecretBytes
    ) throws(CipherError) -> SecretBytes {
        guard 0...longestKeyMaterialByteCount ~= byteCount else { throw .illegalParameter }
        var material = try SecretBytes(count: byteCount)
        try material.withUnsafeMutableBytes { material throws(CipherError) in
            var number: UInt32 = 0
            var filled = 0
            while filled < material.count {
                number += 1
                let next = try piece(number)
                let part = next.bytes.extracting(first: material.count - filled)
                material.copy(part, at: filled)
                filled += part.byteCount
            }
        }
        return material
    }
}

/// EME-PKCS1-v1_5, encoding (RFC 8017 section 7.2.1): 00 02, at least eight nonzero random bytes, 00, the message.
enum PKCS1Padding {
    /// What the padding takes from a block at least: 00, 02, eight random bytes, 00.
    static let overhead = 11

    private typealias Bytes = UnsafeMutableRawBufferPointer

    /// The message padded to a block of `byteCount` bytes.
    ///
    /// - Throws: ``CipherError/messageTooLong``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    static func pad(_ message: RawSpan, byteCount: Int) throws(CipherError) -> SecretBytes {
        guard message.byteCount <= byteCount - overhead else { throw .messageTooLong }
        let separator = byteCount - message.byteCount - 1
        var block = try SecretBytes(count: byteCount)
        try block.withUnsafeMutableBytes { block throws(CipherError) in
            block[1] = 2
            try RandomBytes.fill(Bytes(rebasing: block[2..<separator]))
            for index in 2..<separator {
                // A zero would end the padding; drawing again keeps the other 255 values equally likely.
                while block[index] == 0 { try RandomBytes.fill(Bytes(rebasing: block[index...index])) }
            }
            message.withUnsafeBytes { Bytes(rebasing: block[(separator + 1)...]).copyMemory(from: $0) }
        }
        return block
    }
}

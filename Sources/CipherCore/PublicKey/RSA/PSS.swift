/// EMSA-PSS (RFC 8017 section 9.1): masked (zeros, 01, salt), hash of (eight zeros, message hash, salt), bc.
struct PSS {
    let digest: DigestAlgorithm
    let modulusBitLength: Int

    /// The encoded message is one bit shorter than the modulus: with 8·k + 1 bits a byte shorter.
    private var encodedByteCount: Int { (modulusBitLength - 1 + 7) / 8 }

    /// The bits of the encoded message's first byte that are used.
    private var firstByteMask: UInt8 { 0xff >> UInt8(8 * encodedByteCount - (modulusBitLength - 1)) }

    /// The block, as long as the modulus, for a message's hash value and this salt.
    ///
    /// - Throws: ``CipherError/messageTooLong``, and what hashing throws.
    func block(hash: [UInt8], salt: [UInt8]) throws(CipherError) -> [UInt8] {
        let zeroCount = encodedByteCount - salt.count - digest.byteCount - 2
        guard zeroCount >= 0 else { throw .messageTooLong }
        var seed = try MessageDigest(digest)
        for part in [[UInt8](repeating: 0, count: 8), hash, salt] { seed.update(part.span.bytes) }
        let seedBytes = try seed.finish().withUnsafeBytes { Array($0) }
        var data = [UInt8](repeating: 0, count: zeroCount) + [1] + salt
        try mask(&data, with: seedBytes)
        data[0] &= firstByteMask
        let leadingZero = [UInt8](repeating: 0, count: (modulusBitLength + 7) / 8 - encodedByteCount)
        return leadingZero + data + seedBytes + [0xbc]
    }

    /// The salt that a block must have been made with, if it was made by ``block(hash:salt:)``; nil where none fits.
    ///
    /// - Throws: what hashing throws.
    func salt(in block: [UInt8], byteCount: Int) throws(CipherError) -> [UInt8]? {
        let data = block.suffix(encodedByteCount).dropLast(digest.byteCount + 1)
        guard byteCount >= 0, byteCount < data.count else { return nil }
        var unmasked = Array(data)
        try mask(&unmasked, with: Array(block.dropLast().suffix(digest.byteCount)))
        return unmasked.suffix(byteCount)
    }

    private func mask(_ data: inout [UInt8], with seed: [UInt8]) throws(CipherError) {
        var target = data.mutableSpan
        try target.withUnsafeMutableBytes { target throws(CipherError) in
            try digest.applyMGF1(of: seed.span.bytes, to: target)
        }
    }
}

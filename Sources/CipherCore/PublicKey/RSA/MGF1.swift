extension DigestAlgorithm {
    /// XORs the mask that MGF1 (RFC 8017 section B.2.1) makes of `seed` over `target`.
    ///
    /// - Throws: what hashing throws.
    func applyMGF1(of seed: RawSpan, to target: UnsafeMutableRawBufferPointer) throws(CipherError) {
        var hash = try MessageDigest(self)
        for (counter, start) in stride(from: 0, to: target.count, by: byteCount).enumerated() {
            hash.update(seed)
            withUnsafeBytes(of: UInt32(counter).bigEndian) { hash.update(RawSpan(_unsafeBytes: $0)) }
            let value = try hash.finish()
            value.withUnsafeBytes { value in
                for (index, byte) in zip(start..<target.count, value) { target[index] ^= byte }
            }
        }
    }
}

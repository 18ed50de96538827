/// EME-OAEP with MGF1 (RFC 8017 sections 7.1 and B.2.1): 00, masked seed, masked (label hash, zeros, 01, message).
struct OAEP {
    /// The hash function of both label and MGF1.
    let digest: DigestAlgorithm

    /// What the padding takes from a block: the leading zero, the seed, the label's hash, the 01.
    private var overhead: Int { 2 * digest.byteCount + 2 }

    /// The message padded to a block of `byteCount` bytes.
    ///
    /// - Throws: ``CipherError/messageTooLong``, and what hashing throws.
    func pad(_ message: RawSpan, label: RawSpan, byteCount: Int) throws(CipherError) -> SecretBytes {
        guard message.byteCount <= byteCount - overhead else { throw .messageTooLong }
        let labelHash = try MessageDigest.hash(digest, label)
        var block = try SecretBytes(count: byteCount)
        try block.withUnsafeMutableBytes { block throws(CipherError) in
            let (seed, data) = halves(of: block)
            try RandomBytes.fill(seed)
            labelHash.withUnsafeBytes { data.copyMemory(from: $0) }
            data[data.count - message.byteCount - 1] = 1
            message.withUnsafeBytes { Bytes(rebasing: data[(data.count - $0.count)...]).copyMemory(from: $0) }
            try mask(data, with: seed)
            try mask(seed, with: data)
        }
        return block
    }

    /// The message in a block; takes the same time for every block of a length, until it is known to be good.
    ///
    /// A first byte that is not zero, another label and damage anywhere are one error after the same work, or the
    /// sender could be asked for one bit at a time (Manger, "A Chosen Ciphertext Attack on RSA-OAEP", 2001).
    ///
    /// - Throws: ``CipherError/unwrapFailed``, and what hashing throws.
    func unpad(_ block: consuming SecretBytes, label: RawSpan) throws(CipherError) -> SecretBytes {
        guard block.count >= overhead else { throw .unwrapFailed }
        let labelHash = try MessageDigest.hash(digest, label)
        return try block.withUnsafeMutableBytes { block throws(CipherError) in
            let (seed, data) = halves(of: block)
            try mask(seed, with: data)
            try mask(data, with: seed)

            var difference = UInt64(block[0])
            labelHash.withUnsafeBytes { labelHash in
                for index in labelHash.indices { difference |= UInt64(data[index] ^ labelHash[index]) }
            }
            var isGood = ConstantTimeMask(isZero: difference)
            var hasEnded = ConstantTimeMask.never
            var separator: UInt64 = 0
            for index in digest.byteCount..<data.count {
                let isZero = ConstantTimeMask(isZero: UInt64(data[index]))
                let isOne = ConstantTimeMask(isZero: UInt64(data[index] ^ 1))
                isGood = isGood & (hasEnded | isZero | isOne)
                separator = (isOne & !hasEnded).select(UInt64(index), else: separator)
                hasEnded = hasEnded | isOne
            }
            guard (isGood & hasEnded).isTrue else { throw .unwrapFailed }
            // The block was made by someone who knew the message: its length is the message's own and no oracle.
            let start = Int(ConstantTimeMask.publish(separator)) + 1
            return try SecretBytes(
                copying: RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: data[start...])))
        }
    }

    private typealias Bytes = UnsafeMutableRawBufferPointer

    /// The seed's place and the rest, behind the leading zero.
    private func halves(of block: Bytes) -> (seed: Bytes, data: Bytes) {
        let dataStart = 1 + digest.byteCount
        return (Bytes(rebasing: block[1..<dataStart]), Bytes(rebasing: block[dataStart...]))
    }

    /// XORs MGF1 of `seed` over `target`.
    private func mask(_ target: Bytes, with seed: Bytes) throws(CipherError) {
        try digest.applyMGF1(of: RawSpan(_unsafeBytes: UnsafeRawBufferPointer(seed)), to: target)
    }
}

/// The search for DSA's numbers by a hash function (FIPS 186-4 section A.1.1.2 and A.2.3). Nothing here is secret.
struct DSAPrimeSearch {
    /// Of p, a multiple of 64.
    let bitLength: Int
    /// Of q, a multiple of 8.
    let orderBitLength: Int
    let digest: DigestAlgorithm

    struct Primes {
        let prime: [UInt8]
        let order: [UInt8]
        let counter: UInt32
    }

    func randomSeed() throws(CipherError) -> [UInt8] {
        try SecretBytes.random(count: orderBitLength / 8).withUnsafeBytes { Array($0) }
    }

    /// The p and q of a seed; nil where it makes none.
    func primes(_ seed: [UInt8]) throws(CipherError) -> Primes? {
        // q: the hash of the seed with its highest and lowest bit set.
        var order = Array(try hash(seed).suffix(orderBitLength / 8))
        order[0] |= 0x80
        order[order.count - 1] |= 1
        let q = try BigInteger(public: order.span.bytes)
        guard q.isPrime() else { return nil }

        let one = try BigInteger(1)
        let twice = q << 1
        let hashCount = (bitLength + 8 * digest.byteCount - 1) / (8 * digest.byteCount)
        var offset: UInt64 = 1
        for counter in 0..<UInt32(4 * bitLength) {
            // X: the hashes of the numbers that follow the seed, the first one lowest; its highest bit set.
            var digits: [UInt8] = []
            for _ in 0..<hashCount {
                digits = try hash(seed.adding(offset)) + digits
                offset += 1
            }
            digits = digits.suffix(bitLength / 8)
            digits[0] |= 0x80
            // p: the number at or below X that is 1 modulo 2q.
            let x = try BigInteger(public: digits.span.bytes)
            let p = x - x % twice + one
            guard p.bitLength == bitLength, p.isPrime() else { continue }
            return Primes(prime: try p.digits(count: bitLength / 8), order: order, counter: counter)
        }
        return nil
    }

    /// The generator with the index 1: the power (p - 1) / q of a hash, the first that is not below 2.
    func generator(_ primes: Primes, seed: [UInt8]) throws(CipherError) -> [UInt8] {
        let p = try BigInteger(public: primes.prime.span.bytes)
        let exponent = try (p - 1) / BigInteger(public: primes.order.span.bytes)
        let one = try BigInteger(1)
        var count: UInt16 = 0
        while true {
            count &+= 1
            guard count != 0 else { throw .illegalParameter }  // as the standard has it; nobody lives to see it
            let text = Array("ggen".utf8) + [1, UInt8(count >> 8), UInt8(truncatingIfNeeded: count)]
            let w = try hash(seed + text)
            let g = try BigInteger(public: w.span.bytes).power(exponent, modulo: p)
            if one < g { return try g.digits(count: bitLength / 8) }
        }
    }

    private func hash(_ bytes: [UInt8]) throws(CipherError) -> [UInt8] {
        try MessageDigest.hash(digest, bytes.span.bytes).withUnsafeBytes { Array($0) }
    }
}

extension BigInteger {
    fileprivate func digits(count: Int) throws(CipherError) -> [UInt8] {
        try bytes(count: count).withUnsafeBytes { Array($0) }
    }
}

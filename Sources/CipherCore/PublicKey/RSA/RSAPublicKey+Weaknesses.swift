extension RSAPublicKey {
    /// All that is known to be wrong with the key, by its public numbers alone; takes a millisecond or so.
    ///
    /// - Throws: ``CipherError/libraryUnavailable``.
    public func weaknesses() throws(CipherError) -> [KeyWeakness] {
        let findings: [(KeyWeakness, Bool)] = [
            (.exponentOne, publicExponent == 1),
            (.smallExponent, (2..<65537).contains(publicExponent)),
            (.shortModulus, bitLength < 2048),
            (.rocaFingerprint, hasROCAFingerprint),
            (.closePrimes, try isFactoredByFermat()),
        ]
        return findings.filter(\.1).map(\.0)
    }

    /// The odd primes below 168: all primes of Infineon's generator are powers of 65537 modulo each of them (Nemec,
    /// Sys, Svenda, Klinec and Matyas, "The Return of Coppersmith's Attack", 2017), and so are its moduli.
    private static let rocaPrimes = (1...83).map { UInt32(2 * $0 + 1) }
        .filter { number in !(2..<number).contains { number.isMultiple(of: $0) } }

    /// Whether the modulus is a power of 65537 modulo each of them.
    var hasROCAFingerprint: Bool {
        Self.rocaPrimes.allSatisfy { prime in
            let residue = modulus.remainder(dividingBy: prime)
            var power: UInt32 = 1
            repeat {
                if power == residue { return true }
                power = power * 65537 % prime
            } while power != 1
            return false
        }
    }

    /// Whether one of the first hundred numbers a from √n up makes a² - n a square b²: then n = (a + b)(a - b).
    private func isFactoredByFermat() throws(CipherError) -> Bool {
        let n = try BigInteger(public: modulus.span.bytes)
        let one = try BigInteger(1)
        var a = n.squareRoot()
        for _ in 0..<100 {
            let square = a * a
            if !(square < n) {
                let rest = square - n
                let b = rest.squareRoot()
                if b * b == rest { return true }
            }
            a = a + one
        }
        return false
    }
}

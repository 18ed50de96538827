/// A prime p for which (p - 1) / 2 is prime too: the only subgroups are those of 1, of 2 and of half the elements.
enum SafePrime {
    /// A random one of exactly `bitLength` bits (a multiple of 8), big-endian, that is 7 modulo 8: then 2 is a square,
    /// and generates the subgroup of half the elements, as in the groups of RFC 3526.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    static func generate(bitLength: Int) throws(CipherError) -> [UInt8] {
        while true {
            var start = try SecretBytes.random(count: bitLength / 8).withUnsafeBytes { Array($0) }
            start[0] |= 0x80
            start[start.count - 1] |= 7
            for step in survivors(start) {
                // A step that overflows is one of some 2ⁿ⁻²⁰: the number becomes too short to be taken.
                let candidate = start.adding(UInt64(8 * step))
                guard candidate[0] >= 0x80, try passesFermat(candidate.halved), try passesFermat(candidate),
                    try BigInteger(public: candidate.halved.span.bytes).isPrime(),
                    try BigInteger(public: candidate.span.bytes).isPrime()
                else { continue }
                return candidate
            }
        }
    }

    /// How many numbers are looked at from a random start on, eight apart.
    private static let stepCount = 1 << 14

    /// The odd primes below 8192: nine numbers in ten have one of them as a factor, or their half has.
    private static let smallPrimes: [UInt32] = {
        var isComposite = [Bool](repeating: false, count: 8192)
        return (2..<8192).filter { number in
            guard !isComposite[number] else { return false }
            for multiple in stride(from: number * number, to: 8192, by: number) { isComposite[multiple] = true }
            return number > 2
        }.map { UInt32($0) }
    }()

    /// The steps at which neither p nor its half has a small factor.
    private static func survivors(_ start: [UInt8]) -> [Int] {
        var isComposite = [Bool](repeating: false, count: stepCount)
        for prime in smallPrimes {
            let residue = start.remainder(dividingBy: prime)
            // p ≡ 0: prime divides p. p ≡ 1: it divides p - 1.
            let eighth = inverse(of: 8, modulo: prime)
            for target in [prime, prime + 1] {
                let first = Int((target - residue) % prime * eighth % prime)
                for step in stride(from: first, to: stepCount, by: Int(prime)) { isComposite[step] = true }
            }
        }
        return isComposite.indices.filter { !isComposite[$0] }
    }

    /// Of a prime above 2, and a power of two.
    private static func inverse(of number: UInt32, modulo prime: UInt32) -> UInt32 {
        var (inverse, rest): (UInt32, UInt32) = (1, number)
        while rest > 1 {
            inverse = inverse.isMultiple(of: 2) ? inverse / 2 : (inverse + prime) / 2
            rest /= 2
        }
        return inverse
    }

    /// Whether 2ⁿ⁻¹ is 1 modulo n: nearly all that pass are prime, and it is by far the quickest test.
    private static func passesFermat(_ number: [UInt8]) throws(CipherError) -> Bool {
        let two: [UInt8] = [2]
        let exponent = number.subtracting(1)
        return try Modulus(number.span.bytes).power(two.span.bytes, secretExponent: exponent.span.bytes).isOne
    }
}

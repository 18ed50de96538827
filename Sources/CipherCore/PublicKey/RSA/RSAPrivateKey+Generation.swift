internal import CGcrypt
internal import CLinux

extension RSAPrivateKey {
    /// A new key: two random primes of equal length, p the larger, and d = e⁻¹ mod (p - 1)(q - 1).
    ///
    /// The time varies widely about a mean that grows with the fourth power of the length: about 0.1 s for 2048 bits, 1
    /// s for 4096, minutes for 16384.
    ///
    /// - Parameters:
    ///   - bitLength: the modulus's exact length: 384 to 16384, a multiple of 8 (also an odd number of bytes).
    ///   - publicExponent: odd, at least 3.
    /// - Throws: ``CipherError/illegalParameter``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``, or
    ///   ``CipherError/library(code:)`` where libgcrypt has a policy of its own (FIPS mode).
    public static func generate(
        bitLength: Int, publicExponent: UInt32 = 65537
    ) throws(CipherError) -> RSAPrivateKey {
        guard RSAPublicKey.bitLengths.contains(bitLength), bitLength.isMultiple(of: 8),
            publicExponent >= 3, !publicExponent.isMultiple(of: 2)
        else { throw .illegalParameter }
        try CipherLibrary.start()
        // A transient key in libgcrypt's sense is one of `GCRY_STRONG_RANDOM`, the system's generator, which all our keys
        // come from. Any other waits for a collector of clock jitter, behind a lock: threads then take turns.
        let request = try Expression(
            parsing: "(genkey(rsa(nbits \"\(bitLength)\")(rsa-use-e \"\(publicExponent)\")(transient-key)))")
        let pair = try request.generatedKey()

        // libgcrypt's p is the smaller one. Its d is the one modulo lcm(p-1, q-1), not the form that Windows keys have.
        let modulus = try pair.integer(named: "n").bytes(count: bitLength / 8)
        let prime1 = try pair.integer(named: "q").bytes(count: (bitLength / 8 + 1) / 2)
        let prime2 = try pair.integer(named: "p").bytes(count: (bitLength / 8 + 1) / 2)
        let publicKey = try RSAPublicKey(modulus: modulus.bytes, publicExponent: publicExponent)
        guard publicKey.bitLength == bitLength else { throw .inconsistentKey }
        return try RSAPrivateKey(publicKey: publicKey, prime1: prime1.bytes, prime2: prime2.bytes)
    }
}

/// An S-expression of libgcrypt's, owned; one that holds secrets lies in secure memory and is wiped when released.
private struct Expression: ~Copyable {
    private let handle: gcry_sexp_t

    /// libgcrypt answers with nothing where a part that a key must have is not there.
    private init(_ handle: gcry_sexp_t?) throws(CipherError) {
        guard let handle else { throw .inconsistentKey }
        self.handle = handle
    }

    init(parsing text: String) throws(CipherError) {
        var parsed: gcry_sexp_t?
        try check(gcry_sexp_sscan(&parsed, nil, text, text.utf8.count))
        try self.init(parsed)
    }

    deinit { gcry_sexp_release(handle) }

    /// The key pair that this request asks for.
    func generatedKey() throws(CipherError) -> Expression {
        var pair: gcry_sexp_t?
        try check(gcry_pk_genkey(&pair, handle))
        return try Expression(pair)
    }

    /// The integer in the first list that begins with `name`.
    func integer(named name: String) throws(CipherError) -> BigInteger {
        let list = try Expression(gcry_sexp_find_token(handle, name, 0))
        // libgcrypt makes this list in ordinary memory, and does not wipe it (found by searching it, 1.10.1).
        defer { list.wipe() }
        guard let integer = gcry_sexp_nth_mpi(list.handle, 1, CInt(GCRYMPI_FMT_USG.rawValue))
        else { throw .inconsistentKey }
        return BigInteger(adopting: integer)
    }

    /// Wipes the value of a list of a name and a value.
    private func wipe() {
        var count = 0
        guard let value = gcry_sexp_nth_data(handle, 1, &count) else { return }
        kb_wipe(UnsafeMutableRawPointer(mutating: value), count)
    }
}

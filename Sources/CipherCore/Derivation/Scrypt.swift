internal import CGcrypt

/// scrypt (RFC 7914): a key from a passphrase, at a cost in memory. The block size r is always 8, which is libgcrypt's.
public enum Scrypt {
    /// What a derivation costs.
    public struct Parameters: Sendable {
        /// The RFC's N, a power of two; the memory is 1024 bytes times this.
        public let cost: Int
        /// The RFC's p: how often it is all done.
        public let parallelization: Int

        /// Parameters that are legal and that one machine can bear: they come with a file, by an outsider's word.
        ///
        /// - Parameters:
        ///   - cost: a power of two, 2…2²⁰ (1 GiB).
        ///   - parallelization: 1…1024, and at most 2²⁴ when multiplied with the cost (about a minute).
        /// - Throws: ``CipherError/illegalParameter`` for others.
        public init(cost: Int, parallelization: Int) throws(CipherError) {
            guard 2...1 << 20 ~= cost, cost.nonzeroBitCount == 1, 1...1024 ~= parallelization,
                cost * parallelization <= 1 << 24
            else { throw .illegalParameter }
            self.cost = cost
            self.parallelization = parallelization
        }
    }

    /// Makes a key of a passphrase.
    ///
    /// - Parameters:
    ///   - passphrase: any length, in the encoding that the format says.
    ///   - salt: any length; 16 bytes are usual.
    ///   - byteCount: 1…65536.
    /// - Throws: ``CipherError/illegalParameter`` for another length, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public static func derive(
        passphrase: RawSpan, salt: RawSpan, parameters: Parameters, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        try PassphraseKDF.derive(
            GCRY_KDF_SCRYPT, CInt(parameters.cost), passphrase: passphrase, salt: salt,
            iterations: parameters.parallelization, byteCount: byteCount)
    }
}

internal import CGcrypt

/// Argon2id (RFC 9106, version 1.3): a key from a passphrase, at a cost in memory. The choice for formats of our own.
public enum Argon2id {
    /// The legal lengths of a key, in bytes: libgcrypt 1.10.1 errs in longer ones.
    public static let byteCounts = 4...64

    /// What a derivation costs.
    public struct Parameters: Sendable {
        /// The RFC's m, in KiB.
        public let memoryKiB: Int
        /// The RFC's t: how often the memory is gone through.
        public let passes: Int
        /// The RFC's p. Lanes can be computed side by side; here they are one after another.
        public let lanes: Int

        /// The RFC's second recommendation (section 4), for where 2 GiB are too much: 64 MiB, 3 passes, 4 lanes.
        public static let recommended = Parameters(64 << 10, 3, 4)

        /// Parameters that are legal and that one machine can bear: they come with a file, by an outsider's word.
        ///
        /// - Parameters:
        ///   - memoryKiB: eight times the lanes at least, 2²¹ (2 GiB) at most.
        ///   - passes: 1 or more, and at most 2²⁴ when multiplied with the memory (about half a minute).
        ///   - lanes: 1…64.
        /// - Throws: ``CipherError/illegalParameter`` for others.
        public init(memoryKiB: Int, passes: Int, lanes: Int) throws(CipherError) {
            guard 1...64 ~= lanes, 8 * lanes...1 << 21 ~= memoryKiB, 1...(1 << 24) / memoryKiB ~= passes else {
                throw .illegalParameter
            }
            self.init(memoryKiB, passes, lanes)
        }

        private init(_ memoryKiB: Int, _ passes: Int, _ lanes: Int) {
            self.memoryKiB = memoryKiB
            self.passes = passes
            self.lanes = lanes
        }
    }

    /// Makes a key of a passphrase.
    ///
    /// - Parameters:
    ///   - passphrase: 1 byte or more, as libgcrypt wants it, in the encoding that the format says.
    ///   - salt: 1 byte or more; 16 are recommended.
    ///   - secret: the RFC's K, known to one machine or service; empty for none.
    ///   - associatedData: the RFC's X; empty for none.
    ///   - byteCount: one of ``byteCounts``. It is hashed too: a shorter key is not the beginning of a longer one.
    /// - Throws: ``CipherError/illegalParameter`` for another length, no passphrase, or no salt;
    ///   ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public static func derive(
        passphrase: RawSpan, salt: RawSpan, secret: RawSpan = RawSpan(), associatedData: RawSpan = RawSpan(),
        parameters: Parameters, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard byteCounts.contains(byteCount), !passphrase.isEmpty, !salt.isEmpty else { throw .illegalParameter }
        try CipherLibrary.start()
        var key = try SecretBytes(count: byteCount)
        // libgcrypt keeps the addresses it is given until it is done.
        try key.withUnsafeMutableBytes { key throws(CipherError) in
            try passphrase.withAddress { passphrase, passphraseByteCount throws(CipherError) in
                try salt.withAddress { salt, saltByteCount throws(CipherError) in
                    try secret.withAddress { secret, secretByteCount throws(CipherError) in
                        try associatedData.withAddress { data, dataByteCount throws(CipherError) in
                            let numbers = [key.count, parameters.passes, parameters.memoryKiB, parameters.lanes]
                            var handle: gcry_kdf_hd_t?
                            try check(
                                gcry_kdf_open(
                                    &handle, CInt(GCRY_KDF_ARGON2.rawValue), CInt(GCRY_KDF_ARGON2ID.rawValue),
                                    numbers.map { UInt($0) }, UInt32(numbers.count), passphrase, passphraseByteCount,
                                    salt, saltByteCount, secret, secretByteCount, data, dataByteCount))
                            defer { gcry_kdf_close(handle) }
                            try check(gcry_kdf_compute(handle, nil))
                            try check(gcry_kdf_final(handle, key.count, key.baseAddress))
                        }
                    }
                }
            }
        }
        return key
    }
}

public import KeyBlob

extension Provider {
    /// The key lengths of a session key algorithm: the one taken where none is asked for, and the legal ones, in bits,
    /// DES parity included.
    struct KeyLengths {
        let standard: Int
        let legal: ClosedRange<Int>
    }

    /// The key lengths this provider has for `algorithm`, a cipher.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``.
    func keyLengths(of algorithm: AlgorithmIdentifier) throws(ProviderError) -> KeyLengths {
        guard algorithm.cipher != nil else { throw .unsupportedAlgorithm(algorithm) }
        let entry = try self.algorithm(algorithm)
        // A DES key has a bit of parity for seven bits.
        let (numerator, denominator) = algorithm.isDESFamily ? (8, 7) : (1, 1)
        let full = { (bits: Int) in bits * numerator / denominator }
        return KeyLengths(
            standard: full(entry.defaultBitLength),
            legal: full(entry.bitLengths.lowerBound)...full(entry.bitLengths.upperBound))
    }

    /// The key length for a request of `bits`, which may be nil (the provider's own choice) or, for the DES family, the
    /// number without parity bits (56, 112, 168): both mean the full length.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``.
    func keyByteCount(of algorithm: AlgorithmIdentifier, bits: Int?) throws(ProviderError) -> Int {
        let lengths = try keyLengths(of: algorithm)
        guard let bits else { return lengths.standard / 8 }
        if algorithm.isDESFamily && bits == lengths.standard / 8 * 7 { return lengths.standard / 8 }
        guard lengths.legal.contains(bits), bits % 8 == 0 else { throw .illegalKeyLength(bits: bits) }
        return bits / 8
    }

    /// The key lengths, in bytes, that a wrapped key of `algorithm` may have. Windows imports RC2 keys of up to 128
    /// bytes, beyond its advertised maximum, and then only decrypts with them.
    package func wrappedKeyByteCounts(of algorithm: AlgorithmIdentifier) throws(ProviderError) -> ClosedRange<Int> {
        let legal = try keyLengths(of: algorithm).legal
        return legal.lowerBound / 8...(algorithm == .rc2 ? 128 : legal.upperBound / 8)
    }

    /// The length of a new key pair, in bits, for a request that may be nil.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/illegalKeyLength(bits:)``.
    package func pairBitLength(of algorithm: AlgorithmIdentifier, bits: Int?) throws(ProviderError) -> Int {
        let entry = try self.algorithm(algorithm)
        guard let bits else { return entry.defaultBitLength }
        guard entry.bitLengths.contains(bits), bits.isMultiple(of: entry.stepBitLength) else {
            throw .illegalKeyLength(bits: bits)
        }
        return bits
    }

    /// The algorithm of the pairs that a slot of a key container holds (`AT_KEYEXCHANGE`, `AT_SIGNATURE`); nil where
    /// the provider has none.
    public func pairAlgorithm(_ purpose: KeyPurpose) -> AlgorithmIdentifier? {
        switch (family, purpose) {
        case (.rsa, .exchange): .rsaKeyExchange
        case (.rsa, .signature): .rsaSign
        case (.dss, .exchange): self == .dss ? nil : .dhStoreAndForward
        case (.dss, .signature): .dssSign
        }
    }
}

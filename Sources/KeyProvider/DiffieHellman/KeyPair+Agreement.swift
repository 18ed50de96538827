internal import CipherCore

extension KeyPair {
    /// What the pair agrees on with somebody's public key (`CryptImportKey` of a PUBLICKEYBLOB with one's own pair).
    ///
    /// - Parameter other: a Diffie-Hellman key of the same p and g. That its y is from 2 to p - 2 and, where a q says which
    ///   it is, in the subgroup was seen when it came in; that what comes out is neither 1 nor p - 1 is seen now.
    /// - Throws: ``ProviderError/unsuitableKey`` unless both are Diffie-Hellman keys; ``ProviderError/inconsistentKey``
    ///   for keys of different groups; ``ProviderError/cipher(_:)`` with ``CipherError/weakKey(_:)``.
    public borrowing func agree(with other: PublicKey) throws(ProviderError) -> AgreedKey {
        guard case .diffieHellman(let key, _) = numbers, case .diffieHellman(let group, let y, _) = other.numbers else {
            throw .unsuitableKey
        }
        let own = key.value.parameters
        guard own.prime == group.prime, own.generator == group.generator else { throw .inconsistentKey }
        return AgreedKey(try providing { () throws(CipherError) in try key.value.agree(with: unsafe y.span.bytes) })
    }

    /// The same with the key in the bytes of a PUBLICKEYBLOB; of version 2, which has no group, or of version 3.
    ///
    /// - Throws: as ``PublicKey/init(importing:group:allowing:)`` and ``agree(with:)``.
    public borrowing func agree(importing source: RawSpan) throws(ProviderError) -> AgreedKey {
        guard case .diffieHellman = numbers else { throw .unsuitableKey }
        return try agree(with: try PublicKey(importing: source, group: parameters))
    }
}

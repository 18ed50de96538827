/// A DSA public key: verifies signatures.
public struct DSAPublicKey: Sendable, Equatable {
    /// The group.
    public let parameters: DSAParameters
    /// y = g^x mod p: big-endian, as long as p.
    public let publicValue: [UInt8]

    /// A key of its public value, which must lie in the subgroup.
    ///
    /// - Parameter publicValue: y: big-endian, leading zeros allowed.
    /// - Throws: ``CipherError/weakKey(_:)`` with ``KeyWeakness/degeneratePublicValue`` or
    ///   ``KeyWeakness/valueOutsideSubgroup``; ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(parameters: DSAParameters, publicValue: RawSpan) throws(CipherError) {
        self.init(parameters, try parameters.group.publicValue(publicValue))
    }

    /// A key of a y that was computed.
    init(_ parameters: DSAParameters, _ publicValue: [UInt8]) {
        (self.parameters, self.publicValue) = (parameters, publicValue)
    }

    /// Whether `signature` is one of the key's owner for this hash value (FIPS 186-4 section 4.7).
    ///
    /// - Parameters:
    ///   - signature: r, then s, each big-endian and as long as q; of another length, or with a part that is zero or not
    ///     below q, it is none.
    ///   - hash: the hash value; only its first bytes, as many as q has, count.
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public func isValidSignature(_ signature: RawSpan, hash: RawSpan) throws(CipherError) -> Bool {
        let count = parameters.orderByteCount
        guard signature.byteCount == 2 * count else { return false }
        let r = signature.extracting(first: count)
        let s = signature.extracting(last: count)
        let order = parameters.subgroupOrder
        guard r.isBelow(order.span.bytes), s.isBelow(order.span.bytes), !r.digits.isEmpty, !s.digits.isEmpty
        else { return false }

        let p = try Modulus(parameters.prime.span.bytes)
        let q = try Modulus(order.span.bytes)
        guard let inverse = try q.inverse(s) else { return false }
        let factor1 = try q.product(hash.extracting(first: min(hash.byteCount, count)), inverse.bytes)
        let factor2 = try q.product(r, inverse.bytes)
        let power1 = try p.power(parameters.generator.span.bytes, secretExponent: factor1.bytes)
        let power2 = try p.power(publicValue.span.bytes, secretExponent: factor2.bytes)
        let product = try p.product(power1.bytes, power2.bytes)
        let value = try q.remainder(product.bytes)
        return constantTimeEqual(value.bytes, r)
    }
}

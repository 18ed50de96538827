/// What is wrong with a key that is well formed: why it is refused (``CipherError/weakKey(_:)``), or what an inspection
/// of it has to say.
public enum KeyWeakness: String, Error, Sendable, CaseIterable {
    // RSA
    /// e = 1: encryption leaves everything as it is.
    case exponentOne
    /// e below 65537: short or related messages open where paddings are weak. Only a finding; 3 and 17 are common.
    case smallExponent
    /// n is even, and so has 2 as a factor.
    case evenModulus
    /// n has fewer than 2048 bits (SP 800-131A revision 2). Only a finding.
    case shortModulus
    /// p = q: the root of n.
    case equalPrimes
    /// p and q are so close that Fermat's method finds them: their difference is not above 2^(half the length - 100)
    /// (FIPS 186-4 section B.3.3).
    case closePrimes
    /// n has the fingerprint of Infineon's generator, whose primes can be computed up to 2048 bits (ROCA,
    /// CVE-2017-15361).
    case rocaFingerprint

    // DES
    /// Encryption under one of four keys is its own inverse (SP 800-67 section 3.3.2).
    case weakDESKey
    /// One of twelve keys that come in pairs, the one undoing the other (SP 800-67 section 3.3.2).
    case semiWeakDESKey
    /// Neighbours among the two or three keys are the same: triple DES is but single DES.
    case repeatedTripleDESKey

    // Diffie-Hellman and DSA
    /// y is 0, 1, p - 1 or more: the secret is known to all.
    case degeneratePublicValue
    /// y does not lie in the subgroup: it tells of a private value (Lim and Lee, 1997).
    case valueOutsideSubgroup
    /// g is 0, 1, p - 1 or more: it generates nothing.
    case degenerateGenerator
    /// q does not divide p - 1, or g has another order.
    case wrongSubgroupOrder
    /// A modulus or order that must be prime is not.
    case compositeModulus

    // Elliptic curves
    /// A coordinate or coefficient is not below p.
    case coordinateOutOfRange
    /// The point at infinity.
    case pointAtInfinity
    /// The point is not on the curve: the answers of a careless owner tell his key (Biehl, Meyer and Müller, 2000).
    case pointOffCurve
    /// The point is on the curve, but no multiple of the generator.
    case pointOutsideSubgroup
    /// The curve has a point without a tangent: logarithms are easy.
    case singularCurve
    /// n = p: logarithms are easy (Smart, 1999).
    case anomalousCurve
    /// n divides pᵏ - 1 for a small k: logarithms are those of a field (Menezes, Okamoto and Vanstone, 1993).
    case smallEmbeddingDegree
}

extension KeyWeakness: CustomStringConvertible {
    /// A line for people; lower case, without a full stop.
    public var description: String {
        switch self {
        case .exponentOne: "the public exponent is 1"
        case .smallExponent: "the public exponent is below 65537"
        case .evenModulus: "the modulus is even"
        case .shortModulus: "the modulus has fewer than 2048 bits"
        case .equalPrimes: "both primes are the same"
        case .closePrimes: "the primes are too close to each other"
        case .rocaFingerprint: "the modulus has the fingerprint of ROCA (CVE-2017-15361)"
        case .weakDESKey: "a weak DES key"
        case .semiWeakDESKey: "a semi-weak DES key"
        case .repeatedTripleDESKey: "triple DES with equal keys"
        case .degeneratePublicValue: "the public value is not between 1 and p - 1"
        case .valueOutsideSubgroup: "the public value lies outside of the subgroup"
        case .degenerateGenerator: "the generator is not between 1 and p - 1"
        case .wrongSubgroupOrder: "the generator does not have the order q, or q does not divide p - 1"
        case .compositeModulus: "a number that must be prime is not"
        case .coordinateOutOfRange: "a coordinate is not below p"
        case .pointAtInfinity: "the point at infinity"
        case .pointOffCurve: "the point is not on the curve"
        case .pointOutsideSubgroup: "the point is no multiple of the generator"
        case .singularCurve: "the curve is singular"
        case .anomalousCurve: "the order of the curve is its prime"
        case .smallEmbeddingDegree: "the curve has a small embedding degree"
        }
    }
}

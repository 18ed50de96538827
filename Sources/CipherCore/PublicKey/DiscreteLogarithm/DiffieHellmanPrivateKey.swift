/// A Diffie-Hellman key: a secret x and its public y = g^x mod p (PKCS #3; RFC 2631).
///
/// Powers take the same time for all private values of a length.
public struct DiffieHellmanPrivateKey: ~Copyable, Sendable {
    /// The group.
    public let parameters: DiffieHellmanParameters
    /// y: big-endian, as long as p.
    public let publicValue: [UInt8]
    private let x: SecretBytes

    /// x: big-endian, as long as p.
    public var privateValue: RawSpan {
        @_lifetime(borrow self) borrowing get { x.bytes }
    }

    /// A key of its private value.
    ///
    /// - Parameters:
    ///   - privateValue: x: big-endian, leading zeros allowed; from 1 to p - 2.
    ///   - publicValue: y: big-endian, leading zeros allowed; computed when nil.
    /// - Throws: ``CipherError/illegalParameter`` for an x out of range, ``CipherError/inconsistentKey`` where y is not
    ///   x's, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(
        parameters: DiffieHellmanParameters, privateValue: RawSpan, publicValue: RawSpan? = nil
    ) throws(CipherError) {
        let x = try BigInteger(secret: privateValue).bytes(count: parameters.byteCount)
        let y = try Self.publicValue(of: x, parameters)
        if let publicValue, publicValue.digits != y.span.bytes.digits { throw .inconsistentKey }
        self.init(parameters: parameters, publicValue: y, x: x)
    }

    private init(parameters: DiffieHellmanParameters, publicValue: [UInt8], x: consuming SecretBytes) {
        self.parameters = parameters
        self.publicValue = publicValue
        self.x = x
    }

    /// g^x, of an x that is as long as p and in range.
    private static func publicValue(
        of x: borrowing SecretBytes, _ parameters: DiffieHellmanParameters
    ) throws(CipherError) -> [UInt8] {
        guard parameters.isPrivateValue(x) else { throw .illegalParameter }
        let modulus = try Modulus(parameters.prime.span.bytes)
        let y = try modulus.power(parameters.generator.span.bytes, secretExponent: x.bytes)
        return y.withUnsafeBytes { Array($0) }
    }

    /// A new key. Its private value is as long as the group asks for: below a safe prime 256 bits or some more,
    /// otherwise that of q, or of p.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func generate(_ parameters: DiffieHellmanParameters) throws(CipherError) -> DiffieHellmanPrivateKey {
        while true {
            let random = try SecretBytes.random(count: parameters.privateByteCount)
            let x = try BigInteger(random).bytes(count: parameters.byteCount)
            // Other values than 1 to p - 2 are drawn again; as many as p has bytes may be above it.
            guard parameters.isPrivateValue(x) else { continue }
            let y = try publicValue(of: x, parameters)
            return DiffieHellmanPrivateKey(parameters: parameters, publicValue: y, x: x)
        }
    }

    /// The secret that both sides share: y^x mod p.
    ///
    /// - Parameter publicValue: the other side's y: big-endian, leading zeros allowed. It must be from 2 to p - 2; where
    ///   a q is known that is shorter than p, in its subgroup (or it would tell x modulo the small factors of p - 1: Lim
    ///   and Lee, 1997).
    /// - Returns: the secret: big-endian, as long as p, with its leading zeros.
    /// - Throws: ``CipherError/weakKey(_:)`` with ``KeyWeakness/degeneratePublicValue`` or
    ///   ``KeyWeakness/valueOutsideSubgroup``; ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public borrowing func agree(with publicValue: RawSpan) throws(CipherError) -> SecretBytes {
        let y = try parameters.publicValue(publicValue)
        let modulus = try Modulus(parameters.prime.span.bytes)
        let secret = try modulus.power(y.span.bytes, secretExponent: x.bytes)
        // 1 or p - 1 come of a y of small order, which without q could not be told before.
        guard parameters.isAgreedSecret(secret) else { throw .weakKey(.degeneratePublicValue) }
        return secret
    }
}

/// A DSA private key: signs hash values.
public struct DSAPrivateKey: ~Copyable, Sendable {
    /// The group and y.
    public let publicKey: DSAPublicKey
    private let x: SecretBytes

    /// x: big-endian, as long as q.
    public var privateValue: RawSpan {
        @_lifetime(borrow self) borrowing get { x.bytes }
    }

    /// A key of its private value.
    ///
    /// - Parameters:
    ///   - privateValue: x: big-endian, leading zeros allowed; from 1 to q - 1.
    ///   - publicValue: y: big-endian, leading zeros allowed; computed when nil.
    /// - Throws: ``CipherError/illegalParameter`` for an x out of range, ``CipherError/inconsistentKey`` where y is not
    ///   x's, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(
        parameters: DSAParameters, privateValue: RawSpan, publicValue: RawSpan? = nil
    ) throws(CipherError) {
        let x = try BigInteger(secret: privateValue).bytes(count: parameters.orderByteCount)
        let y = try Self.publicValue(of: x, parameters)
        if let publicValue, publicValue.digits != y.span.bytes.digits { throw .inconsistentKey }
        self.init(publicKey: DSAPublicKey(parameters, y), x: x)
    }

    private init(publicKey: DSAPublicKey, x: consuming SecretBytes) {
        self.publicKey = publicKey
        self.x = x
    }

    /// A new key in a given group.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func generate(_ parameters: DSAParameters) throws(CipherError) -> DSAPrivateKey {
        let x = try Modulus(parameters.subgroupOrder.span.bytes).randomNumber()
        let y = try publicValue(of: x, parameters)
        return DSAPrivateKey(publicKey: DSAPublicKey(parameters, y), x: x)
    }

    private static func publicValue(
        of x: borrowing SecretBytes, _ parameters: DSAParameters
    ) throws(CipherError) -> [UInt8] {
        guard !x.isZero, x.bytes.isBelow(parameters.subgroupOrder.span.bytes) else { throw .illegalParameter }
        let modulus = try Modulus(parameters.prime.span.bytes)
        let y = try modulus.power(parameters.generator.span.bytes, secretExponent: x.bytes)
        return y.withUnsafeBytes { Array($0) }
    }

    /// Signs a hash value (FIPS 186-4 section 4.6).
    ///
    /// A random k is drawn 64 bits longer than q and reduced (FIPS 186-4 section B.2.1), so that no bit of it is more
    /// likely than the other; its inverse is taken of a random multiple, and all else in constant time. The signature is
    /// verified before it is released: one that a fault has struck, beside the right one of the same k, gives x away.
    ///
    /// - Parameters:
    ///   - hash: the hash value; only its first bytes, as many as q has, count.
    ///   - nonce: where k comes from.
    /// - Returns: r, then s, each big-endian and as long as q. CryptoAPI's own signatures have both reversed.
    /// - Throws: ``CipherError/resultCheckFailed``, ``CipherError/unsupportedAlgorithm`` for a hash function that
    ///   libgcrypt lacks, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public borrowing func sign(hash: RawSpan, nonce: SignatureNonce = .random) throws(CipherError) -> [UInt8] {
        let parameters = publicKey.parameters
        let p = try Modulus(parameters.prime.span.bytes)
        let q = try Modulus(parameters.subgroupOrder.span.bytes)
        let message = hash.extracting(first: min(hash.byteCount, parameters.orderByteCount))
        var source = try NonceSource(nonce, order: parameters.subgroupOrder, privateValue: x.bytes, message: message)
        while true {
            let k = try source.next()
            let power = try p.power(parameters.generator.span.bytes, secretExponent: k.bytes)
            let r = try q.remainder(power.bytes)
            guard let inverse = try q.inverse(k.bytes) else { throw .illegalParameter }  // q is no prime
            let product = try q.product(x.bytes, r.bytes)
            let sum = try q.sum(message, product.bytes)
            let s = try q.product(inverse.bytes, sum.bytes)
            if r.isZero || s.isZero { continue }
            let signature = r.withUnsafeBytes { Array($0) } + s.withUnsafeBytes { Array($0) }
            guard try publicKey.isValidSignature(signature.span.bytes, hash: hash) else { throw .resultCheckFailed }
            return signature
        }
    }
}

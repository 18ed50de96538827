extension ECPrivateKey {
    /// Signs a hash value with ECDSA (FIPS 186-4 section 6.4).
    ///
    /// Every signature is verified before it is released. It makes three multiplications out of one, and is worth it: a
    /// fault in a deterministic signature gives the private key away when the right one is seen too, and one in the
    /// scalar of a random signature does so by and by.
    ///
    /// - Parameters:
    ///   - hash: the hash value; only its first bits, as many as n has, count.
    ///   - nonce: where the secret number comes from.
    /// - Returns: r, then s, each big-endian and as long as n: CNG's form.
    /// - Throws: ``CipherError/resultCheckFailed``, ``CipherError/unsupportedAlgorithm`` for a hash function that
    ///   libgcrypt lacks, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public borrowing func sign(hash: RawSpan, nonce: SignatureNonce = .random) throws(CipherError) -> [UInt8] {
        let curve = curve
        let message = try SecretBytes.leftmost(curve.scalars.bitLength, bitsOf: hash)
        var source = try NonceSource(nonce, order: curve.order, privateValue: d.bytes, message: message.bytes)
        while true {
            let k = try source.next()
            guard let signature = try sign(message.bytes, k.bytes) else { continue }
            guard try publicKey.isValidSignature(signature.span.bytes, hash: hash) else { throw .resultCheckFailed }
            return signature
        }
    }

    /// r = x of k·G, s = (message + r·d) / k; nil where one is zero.
    private borrowing func sign(_ message: RawSpan, _ k: RawSpan) throws(CipherError) -> [UInt8]? {
        let points = try CurveArithmetic(curve, pointCount: 1)
        let point = points.point(0)
        points.load(point, x: curve.generatorX.span.bytes, y: curve.generatorY.span.bytes)
        points.multiply(point, point, by: k)
        guard let coordinates = try points.coordinates(point) else { return nil }

        let numbers = try FieldWorkspace(curve.scalars, elementCount: 4)
        let (r, s, factor, inverse) = (numbers.element(0), numbers.element(1), numbers.element(2), numbers.element(3))
        numbers.load(r, coordinates.x.bytes)
        numbers.load(s, d.bytes)
        numbers.multiply(s, s, r)
        numbers.load(factor, message)
        numbers.add(s, s, factor)
        numbers.load(factor, k)
        numbers.invert(inverse, factor)
        numbers.multiply(s, s, inverse)
        guard !numbers.isZero(r), !numbers.isZero(s) else { return nil }
        let half = try numbers.bytes(r).withUnsafeBytes { Array($0) }
        return try half + numbers.bytes(s).withUnsafeBytes { Array($0) }
    }
}

extension ECPublicKey {
    /// Whether `signature` is an ECDSA signature of the key's owner for this hash value (FIPS 186-4 section 6.4).
    ///
    /// With (r, s) also (r, n - s) is one: everybody can turn the one into the other.
    ///
    /// - Parameters:
    ///   - signature: r, then s, each big-endian and as long as n; of another length, or with a part that is zero or not
    ///     below n, it is none.
    ///   - hash: the hash value; only its first bits, as many as n has, count.
    /// - Throws: ``CipherError/outOfMemory``.
    public func isValidSignature(_ signature: RawSpan, hash: RawSpan) throws(CipherError) -> Bool {
        let count = curve.orderByteCount
        guard signature.byteCount == 2 * count else { return false }
        let (r, s) = (signature.extracting(first: count), signature.extracting(last: count))
        guard r.isBelow(curve.order.span.bytes), s.isBelow(curve.order.span.bytes), !r.digits.isEmpty, !s.digits.isEmpty
        else { return false }

        let numbers = try FieldWorkspace(curve.scalars, elementCount: 3)
        let (inverse, factor1, factor2) = (numbers.element(0), numbers.element(1), numbers.element(2))
        numbers.load(factor1, s)
        numbers.invert(inverse, factor1)
        let message = try SecretBytes.leftmost(curve.scalars.bitLength, bitsOf: hash)
        numbers.load(factor1, message.bytes)
        numbers.multiply(factor1, factor1, inverse)
        numbers.load(factor2, r)
        numbers.multiply(factor2, factor2, inverse)

        let points = try CurveArithmetic(curve, pointCount: 2)
        let (point1, point2) = (points.point(0), points.point(1))
        points.load(point1, x: curve.generatorX.span.bytes, y: curve.generatorY.span.bytes)
        let scalar1 = try numbers.bytes(factor1)
        points.multiply(point1, point1, by: scalar1.bytes)
        points.load(point2, x: x.span.bytes, y: y.span.bytes)
        let scalar2 = try numbers.bytes(factor2)
        points.multiply(point2, point2, by: scalar2.bytes)
        points.add(point1, point1, point2)
        guard let sum = try points.coordinates(point1) else { return false }
        numbers.load(factor1, sum.x.bytes)
        numbers.load(factor2, r)
        return numbers.isEqual(factor1, factor2)
    }
}

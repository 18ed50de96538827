/// An elliptic-curve private key: signs hash values (ECDSA) and agrees on secrets (ECDH).
///
/// One key serves several threads: it never changes, and every operation works in memory of its own.
///
/// The multiplication is our own (``CurveArithmetic``), not libgcrypt's. That of libgcrypt 1.10 adds at every bit when
/// the scalar lies in secure memory, but its integers drop leading zero words, its reductions branch, and it makes as
/// many steps as the scalar has bits. Its ECDSA lengthens the scalar and blinds d for that; its ECDH does not. Here the
/// time depends on the curve alone.
public struct ECPrivateKey: ~Copyable, Sendable {
    /// The curve and d times its generator.
    public let publicKey: ECPublicKey
    let d: SecretBytes

    /// The curve.
    public var curve: ECCurve { publicKey.curve }

    /// d: big-endian, as long as the curve's order. CNG's BLOBs of named curves have it as long as p instead.
    public var privateValue: RawSpan {
        @_lifetime(borrow self) borrowing get { d.bytes }
    }

    /// A key of its private value.
    ///
    /// - Parameters:
    ///   - privateValue: d: big-endian, leading zeros allowed; from 1 to n - 1.
    ///   - publicKey: the point that came with it, which must be d times the generator; computed when nil.
    /// - Throws: ``CipherError/illegalParameter`` for a d out of range, ``CipherError/inconsistentKey`` where the point
    ///   is not d's or on another curve, ``CipherError/outOfMemory``.
    public init(
        curve: ECCurve, privateValue: RawSpan, publicKey: ECPublicKey? = nil
    ) throws(CipherError) {
        let d = try Self.scalar(privateValue, curve)
        let computed = try Self.publicKey(of: d, curve)
        if let publicKey, publicKey != computed { throw .inconsistentKey }
        self.init(publicKey: computed, d: d)
    }

    private init(publicKey: ECPublicKey, d: consuming SecretBytes) {
        self.publicKey = publicKey
        self.d = d
    }

    /// A new key: d is drawn 64 bits longer than n and reduced (FIPS 186-4 section B.4.1).
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func generate(_ curve: ECCurve) throws(CipherError) -> ECPrivateKey {
        let d = try Modulus(curve.order.span.bytes).randomNumber()
        return ECPrivateKey(publicKey: try publicKey(of: d, curve), d: d)
    }

    /// The number as long as the order, when it is from 1 to n - 1; that it is so is public.
    private static func scalar(_ number: RawSpan, _ curve: ECCurve) throws(CipherError) -> SecretBytes {
        let count = curve.orderByteCount
        let surplus = max(0, number.byteCount - count)
        let isShort = number.extracting(first: surplus).digits.isEmpty
        var scalar = try SecretBytes(count: count)
        scalar.withUnsafeMutableBytes { scalar in
            number.extracting(last: number.byteCount - surplus).withUnsafeBytes { digits in
                UnsafeMutableRawBufferPointer(rebasing: scalar[(count - digits.count)...]).copyMemory(from: digits)
            }
        }
        guard isShort, !scalar.isZero, scalar.bytes.isBelow(curve.order.span.bytes) else { throw .illegalParameter }
        return scalar
    }

    private static func publicKey(
        of d: borrowing SecretBytes, _ curve: ECCurve
    ) throws(CipherError) -> ECPublicKey {
        let points = try CurveArithmetic(curve, pointCount: 1)
        let point = points.point(0)
        points.load(point, x: curve.generatorX.span.bytes, y: curve.generatorY.span.bytes)
        points.multiply(point, point, by: d.bytes)
        guard let coordinates = try points.coordinates(point) else { throw .illegalParameter }
        return ECPublicKey(curve: curve, coordinates)
    }

    /// The secret that both sides share: the x of d times the other's point (ECDH, SP 800-56A revision 3 section
    /// 5.7.1.2). The point was checked when its key was made.
    ///
    /// - Returns: x: big-endian, as long as p, with its leading zeros. `BCryptDeriveKey` with `BCRYPT_KDF_RAW_SECRET`
    ///   gives the reverse; its other derivations hash what is returned here.
    /// - Throws: ``CipherError/inconsistentKey`` for a key on another curve, ``CipherError/outOfMemory``.
    public borrowing func agree(with other: ECPublicKey) throws(CipherError) -> SecretBytes {
        guard other.curve == curve else { throw .inconsistentKey }
        let points = try CurveArithmetic(curve, pointCount: 1)
        let point = points.point(0)
        points.load(point, x: other.x.span.bytes, y: other.y.span.bytes)
        points.multiply(point, point, by: d.bytes)
        // Of a point of order n and a d below it there is always a secret.
        guard let coordinates = try points.coordinates(point) else { throw .weakKey(.pointOutsideSubgroup) }
        return try coordinates.x.copy()
    }
}

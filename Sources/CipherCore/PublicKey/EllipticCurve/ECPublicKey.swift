/// A point of a curve that somebody knows the logarithm of: verifies ECDSA signatures, and is what ECDH agrees with.
public struct ECPublicKey: Sendable, Equatable {
    /// The curve.
    public let curve: ECCurve
    /// x: big-endian, as long as p.
    public let x: [UInt8]
    /// y: big-endian, as long as p.
    public let y: [UInt8]

    /// A key of its coordinates, each big-endian, leading zeros allowed.
    ///
    /// The point is always checked (SP 800-56A revision 3 section 5.6.2.3.3): it has coordinates below p, is on the
    /// curve, and is a multiple of the generator; on a curve of cofactor 1 every point is.
    ///
    /// - Throws: ``CipherError/weakKey(_:)`` with ``KeyWeakness/coordinateOutOfRange``,
    ///   ``KeyWeakness/pointAtInfinity`` (for two zeros, its usual stand-in), ``KeyWeakness/pointOffCurve`` or
    ///   ``KeyWeakness/pointOutsideSubgroup``; ``CipherError/outOfMemory``.
    public init(curve: ECCurve, x: RawSpan, y: RawSpan) throws(CipherError) {
        self.curve = curve
        self.x = try curve.field.coordinate(x)
        self.y = try curve.field.coordinate(y)
        let points = try CurveArithmetic(curve, pointCount: 1)
        let point = points.point(0)
        points.load(point, x: self.x.span.bytes, y: self.y.span.bytes)
        guard points.isOnCurve(point) else {
            throw .weakKey(x.digits.isEmpty && y.digits.isEmpty ? .pointAtInfinity : .pointOffCurve)
        }
        guard curve.cofactor != 1 else { return }
        points.multiply(point, point, by: curve.order.span.bytes)
        guard points.isInfinity(point) else { throw .weakKey(.pointOutsideSubgroup) }
    }

    /// A key of a point that was computed.
    init(curve: ECCurve, _ point: borrowing CurveArithmetic.Coordinates) {
        self.curve = curve
        x = point.x.withUnsafeBytes { Array($0) }
        y = point.y.withUnsafeBytes { Array($0) }
    }
}

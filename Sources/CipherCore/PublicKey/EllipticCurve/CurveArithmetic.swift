/// A point in homogeneous coordinates, x = X/Z and y = Y/Z; at infinity where Z = 0.
struct ProjectivePoint {
    let x: Words
    let y: Words
    let z: Words
}

/// Points of a curve and arithmetic on them, in memory that is wiped when the computation ends.
///
/// Additions are by the complete formulas of Renes, Costello and Batina ("Complete addition formulas for prime order
/// elliptic curves", 2016): one course of steps for all pairs of points of odd order, a point and itself and infinity
/// included. So a multiplication takes the same steps and touches the same memory whatever the scalar.
struct CurveArithmetic: ~Copyable {
    let field: FieldWorkspace
    private let curve: ECCurve

    /// The elements before the caller's points: a, 3·b, those of an addition, a chosen point, and the table.
    private enum Place {
        static let values = 2
        static let chosen = values + 12
        static let table = chosen + 3
        static let points = table + 3 * tableSize
    }

    /// The multiples of a point from 0 up that are kept: what four bits choose from.
    private static let tableSize = 16

    private var a: Words { field.element(0) }
    /// 3·b.
    private var b3: Words { field.element(1) }

    /// - Parameter pointCount: how many points the caller has, not counting those that a multiplication needs.
    /// - Throws: ``CipherError/outOfMemory``.
    init(_ curve: ECCurve, pointCount: Int) throws(CipherError) {
        self.curve = curve
        field = try FieldWorkspace(curve.field, elementCount: Place.points + 3 * pointCount)
        field.load(a, curve.a.span.bytes)
        field.load(b3, curve.b.span.bytes)
        let b = value(0)
        field.copy(b, b3)
        field.add(b3, b, b)
        field.add(b3, b3, b)
    }

    /// The place of one of the caller's points; they are numbered from 0.
    func point(_ index: Int) -> ProjectivePoint { point(at: Place.points + 3 * index) }

    private func point(at index: Int) -> ProjectivePoint {
        ProjectivePoint(x: field.element(index), y: field.element(index + 1), z: field.element(index + 2))
    }

    private func value(_ index: Int) -> Words { field.element(Place.values + index) }

    /// The sum of two points; `sum` may be one of them.
    func add(_ sum: ProjectivePoint, _ left: ProjectivePoint, _ right: ProjectivePoint) {
        let (xx, yy, zz, xy, yz, xz) = (value(0), value(1), value(2), value(3), value(4), value(5))
        let (azz, plus, minus, v, w, term) = (value(6), value(7), value(8), value(9), value(10), value(11))
        /// The product of two sums, less the products that are known: l1·r2 + l2·r1.
        func cross(_ result: Words, _ l1: Words, _ l2: Words, _ r1: Words, _ r2: Words, less p1: Words, _ p2: Words) {
            field.add(term, l1, l2)
            field.add(result, r1, r2)
            field.multiply(result, result, term)
            field.subtract(result, result, p1)
            field.subtract(result, result, p2)
        }
        field.multiply(xx, left.x, right.x)
        field.multiply(yy, left.y, right.y)
        field.multiply(zz, left.z, right.z)
        cross(xy, left.x, left.y, right.x, right.y, less: xx, yy)
        cross(yz, left.y, left.z, right.y, right.z, less: yy, zz)
        cross(xz, left.x, left.z, right.x, right.z, less: xx, zz)
        field.multiply(azz, a, zz)

        // v = 3xx + a·zz, w = a·(xx - a·zz) + 3b·xz
        field.add(v, xx, xx)
        field.add(v, v, xx)
        field.add(v, v, azz)
        field.subtract(w, xx, azz)
        field.multiply(w, a, w)
        field.multiply(term, b3, xz)
        field.add(w, w, term)
        // plus, minus = yy ± (a·xz + 3b·zz)
        field.multiply(plus, a, xz)
        field.multiply(term, b3, zz)
        field.add(plus, plus, term)
        field.subtract(minus, yy, plus)
        field.add(plus, yy, plus)

        // X = xy·minus - yz·w, Y = plus·minus + v·w, Z = yz·plus + xy·v
        field.multiply(sum.x, xy, minus)
        field.multiply(term, yz, w)
        field.subtract(sum.x, sum.x, term)
        field.multiply(sum.y, plus, minus)
        field.multiply(term, v, w)
        field.add(sum.y, sum.y, term)
        field.multiply(sum.z, yz, plus)
        field.multiply(term, xy, v)
        field.add(sum.z, sum.z, term)
    }

    /// `scalar` times a point, four bits at a time; `product` may be where `point` is.
    ///
    /// - Parameter scalar: big-endian; the time grows with its length, leading zeros included.
    func multiply(_ product: ProjectivePoint, _ point: ProjectivePoint, by scalar: RawSpan) {
        loadInfinity(multiple(0))
        copy(multiple(1), point)
        for index in 2..<Self.tableSize { add(multiple(index), multiple(index - 1), multiple(1)) }
        let chosen = self.point(at: Place.chosen)
        loadInfinity(product)
        for position in 0..<2 * scalar.byteCount {
            let byte = scalar.unsafeLoad(fromByteOffset: position / 2, as: UInt8.self)
            for _ in 0..<4 { add(product, product, product) }
            choose(chosen, UInt64(position.isMultiple(of: 2) ? byte >> 4 : byte & 15))
            add(product, product, chosen)
        }
    }

    private func multiple(_ index: Int) -> ProjectivePoint { point(at: Place.table + 3 * index) }

    /// The multiple of this number, which is secret: all are read, and each is multiplied by 0 or 1.
    private func choose(_ chosen: ProjectivePoint, _ number: UInt64) {
        let count = 3 * field.field.count
        chosen.x.update(repeating: 0, count: count)
        for index in 0..<Self.tableSize {
            let factor: UInt = ConstantTimeMask(isZero: number ^ UInt64(index)).select(1, else: 0)
            _ = WordArithmetic.add(multiple(index).x, times: factor, to: chosen.x, count: count)
        }
    }
}

/// In and out.
extension CurveArithmetic {
    func copy(_ result: ProjectivePoint, _ point: ProjectivePoint) {
        result.x.update(from: point.x, count: 3 * field.field.count)
    }

    func loadInfinity(_ point: ProjectivePoint) {
        point.x.update(repeating: 0, count: 3 * field.field.count)
        field.load(point.y, UInt(1))
    }

    /// A point that is known to be on the curve; big-endian coordinates.
    func load(_ point: ProjectivePoint, x: RawSpan, y: RawSpan) {
        field.load(point.x, x)
        field.load(point.y, y)
        field.load(point.z, UInt(1))
    }

    /// Whether y² = x³ + ax + b for the coordinates that a point was loaded with; the answer is public.
    func isOnCurve(_ point: ProjectivePoint) -> Bool {
        let (left, right) = (value(0), value(1))
        field.multiply(right, point.x, point.x)
        field.add(right, right, a)
        field.multiply(right, right, point.x)
        field.load(left, curve.b.span.bytes)
        field.add(right, right, left)
        field.multiply(left, point.y, point.y)
        return field.isEqual(left, right)
    }

    /// Whether a sum is the point at infinity; the answer is public.
    ///
    /// Of two points whose difference has the order 2 the formulas make three zeros, which are no point.
    func isInfinity(_ point: ProjectivePoint) -> Bool {
        field.isZero(point.x) && field.isZero(point.z) && !field.isZero(point.y)
    }

    /// The coordinates: big-endian, as long as the prime; nil for the point at infinity.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func coordinates(_ point: ProjectivePoint) throws(CipherError) -> Coordinates? {
        guard !field.isZero(point.z) else { return nil }
        let (inverse, coordinate) = (value(0), value(1))
        field.invert(inverse, point.z)
        field.multiply(coordinate, point.x, inverse)
        let x = try field.bytes(coordinate)
        field.multiply(coordinate, point.y, inverse)
        return Coordinates(x: x, y: try field.bytes(coordinate))
    }

    struct Coordinates: ~Copyable {
        let x: SecretBytes
        let y: SecretBytes
    }
}

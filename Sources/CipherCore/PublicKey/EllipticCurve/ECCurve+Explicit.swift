extension ECCurve {
    /// A curve of given parameters, each big-endian, leading zeros allowed.
    ///
    /// Everything is checked that can be without the number of the curve's points (SEC 1 section 3.1.1.2.1): p and n
    /// are prime, the curve has no singular point, the generator is on it and has the order n, h·n is within Hasse's
    /// bounds, and the curve is none of those on which logarithms are easy: n = p (Smart, 1999), or n divides pᵏ - 1
    /// for a small k (Menezes, Okamoto and Vanstone, 1993). Takes some milliseconds.
    ///
    /// - Parameters:
    ///   - prime: p, of a length in ``bitLengths``.
    ///   - a: below p.
    ///   - b: below p.
    ///   - generatorX: below p.
    ///   - generatorY: below p.
    ///   - order: n: above 4·√p, and of 160 bits at least.
    ///   - cofactor: h.
    /// - Throws: ``CipherError/illegalParameter``; ``CipherError/weakKey(_:)``; ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public init(
        prime: RawSpan, a: RawSpan, b: RawSpan, generatorX: RawSpan, generatorY: RawSpan, order: RawSpan,
        cofactor: UInt8
    ) throws(CipherError) {
        try self.init(
            trusted: prime, a: a, b: b, generatorX: generatorX, generatorY: generatorY, order: order,
            cofactor: cofactor)
        try checkNumbers()
        try checkEmbeddingDegree()
        try checkPoints()
    }

    /// A curve of parameters that are beyond doubt; lengths alone are checked.
    init(
        trusted prime: RawSpan, a: RawSpan, b: RawSpan, generatorX: RawSpan, generatorY: RawSpan, order: RawSpan,
        cofactor: UInt8
    ) throws(CipherError) {
        let field = try PrimeField(prime)
        let scalars = try PrimeField(order)
        // Lengths first: what follows takes its time by them.
        guard Self.bitLengths.contains(field.bitLength), (160...field.bitLength + 1).contains(scalars.bitLength)
        else { throw .illegalParameter }
        self.field = field
        self.scalars = scalars
        self.a = try field.coordinate(a)
        self.b = try field.coordinate(b)
        self.generatorX = try field.coordinate(generatorX)
        self.generatorY = try field.coordinate(generatorY)
        self.cofactor = cofactor
    }

    private func checkNumbers() throws(CipherError) {
        let p = try BigInteger(public: prime.span.bytes)
        let n = try BigInteger(public: order.span.bytes)
        guard p.isPrime(), n.isPrime() else { throw .weakKey(.compositeModulus) }
        guard !(p == n) else { throw .weakKey(.anomalousCurve) }
        // |p + 1 - h·n| ≤ 2·√p, and only one h is: n > 4·√p.
        let expected = try p + BigInteger(1)
        let count = try BigInteger(UInt32(cofactor)) * n
        let distance = count < expected ? expected - count : count - expected
        guard !(p << 2 < distance * distance), p << 4 < n * n else { throw .illegalParameter }
    }

    /// No power of p up to the 100th is 1 modulo n.
    private func checkEmbeddingDegree() throws(CipherError) {
        let numbers = try FieldWorkspace(scalars, elementCount: 4)
        let (p, power, one, difference) = (
            numbers.element(0), numbers.element(1), numbers.element(2), numbers.element(3)
        )
        numbers.load(p, prime.span.bytes)
        numbers.load(one, UInt(1))
        numbers.copy(power, p)
        for _ in 1...100 {
            numbers.copy(difference, power)
            if numbers.isEqual(difference, one) { throw .weakKey(.smallEmbeddingDegree) }
            numbers.multiply(power, power, p)
        }
    }

    private func checkPoints() throws(CipherError) {
        guard try !isSingular() else { throw .weakKey(.singularCurve) }
        let points = try CurveArithmetic(self, pointCount: 1)
        let generator = points.point(0)
        points.load(generator, x: generatorX.span.bytes, y: generatorY.span.bytes)
        guard points.isOnCurve(generator) else { throw .weakKey(.pointOffCurve) }
        points.multiply(generator, generator, by: order.span.bytes)
        guard points.isInfinity(generator) else { throw .weakKey(.pointOutsideSubgroup) }
    }

    /// Whether 4a³ + 27b² is zero.
    private func isSingular() throws(CipherError) -> Bool {
        let numbers = try FieldWorkspace(field, elementCount: 3)
        let (left, right, factor) = (numbers.element(0), numbers.element(1), numbers.element(2))
        numbers.load(left, a.span.bytes)
        numbers.multiply(right, left, left)
        numbers.multiply(left, left, right)
        numbers.load(factor, UInt(4))
        numbers.multiply(left, left, factor)
        numbers.load(right, b.span.bytes)
        numbers.multiply(right, right, right)
        numbers.load(factor, UInt(27))
        numbers.multiply(right, right, factor)
        numbers.add(left, left, right)
        return numbers.isZero(left)
    }
}

extension PrimeField {
    /// A number below the prime, as long as it.
    ///
    /// - Throws: ``CipherError/weakKey(_:)`` with ``KeyWeakness/coordinateOutOfRange``.
    func coordinate(_ number: RawSpan) throws(CipherError) -> [UInt8] {
        let digits = number.digits
        guard digits.count <= byteCount else { throw .weakKey(.coordinateOutOfRange) }
        let padded = [UInt8](repeating: 0, count: byteCount - digits.count) + digits
        let prime = prime
        guard padded.span.bytes.isBelow(prime.span.bytes) else { throw .weakKey(.coordinateOutOfRange) }
        return padded
    }
}

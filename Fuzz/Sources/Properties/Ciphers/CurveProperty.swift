import CipherCore

/// Any numbers as a curve or as a point on one: refused. A named curve is accepted by its parameters, and refused with
/// one bit of them changed; so is a point that belongs to a private value. Both sides agree on one secret.
public let curveProperty: Property = { source in
    var input = FuzzInput(source)
    switch input.byte() % 4 {
    case 0:
        let count = Int(input.byte() % 82)
        let parameters = Parameters(numbers: (0..<6).map { _ in input.bytes(count) }, cofactor: input.byte())
        holds(!parameters.isAccepted, "any numbers are a curve")
    case 1:
        var parameters = Parameters(of: must { () throws(CipherError) in try ECCurve.named(.nistP256) })
        if input.byte() == 0 { return holds(parameters.isAccepted, "a named curve is refused") }
        let (number, bit) = (Int(input.byte() % 6), Int(input.byte()))
        parameters.numbers[number][bit / 8] ^= 1 << UInt8(bit % 8)
        holds(!parameters.isAccepted, "a changed curve is accepted")
    case 2:
        holds(!isPoint(input.bytes(32), input.bytes(32)), "any numbers are a point")
    default:
        checkKey([1] + input.bytes(31), bit: Int(input.byte()))
    }
}

/// What a CNG BLOB gives of a curve.
private struct Parameters {
    /// p, a, b, x and y of the generator, n.
    var numbers: [[UInt8]]
    var cofactor: UInt8

    init(numbers: [[UInt8]], cofactor: UInt8) { (self.numbers, self.cofactor) = (numbers, cofactor) }

    init(of curve: ECCurve) {
        self.init(
            numbers: [curve.prime, curve.a, curve.b, curve.generatorX, curve.generatorY, curve.order],
            cofactor: curve.cofactor)
    }

    var isAccepted: Bool {
        let (p, a, b, x, y, n) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        let curve = try? ECCurve(
            prime: p.span.bytes, a: a.span.bytes, b: b.span.bytes, generatorX: x.span.bytes, generatorY: y.span.bytes,
            order: n.span.bytes, cofactor: cofactor)
        return curve != nil
    }
}

private func isPoint(_ x: [UInt8], _ y: [UInt8]) -> Bool {
    (try? ECPublicKey(curve: FuzzKeys.ec.curve, x: x.span.bytes, y: y.span.bytes)) != nil
}

private func checkKey(_ privateValue: [UInt8], bit: Int) {
    must { () throws(CipherError) in
        let key = try ECPrivateKey(curve: FuzzKeys.ec.curve, privateValue: privateValue.span.bytes)
        let (x, y) = (key.publicKey.x, key.publicKey.y)
        holds(isPoint(x, y), "a public key of our own is refused")
        var other = x
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        // Half of all x have points, but not with this y: three x have it at most.
        holds(!isPoint(other, y) && !isPoint(y, x), "a changed point is accepted")
        let ours = try key.agree(with: FuzzKeys.ec.publicKey)
        let theirs = try FuzzKeys.ec.agree(with: key.publicKey)
        holds(ours.array == theirs.array, "two secrets")
    }
}

/// The function of Diffie-Hellman on Curve25519 (RFC 7748 section 5), on little-endian numbers of 32 bytes.
enum X25519 {
    static let byteCount = 32

    /// The base point's u.
    static let base: [UInt8] = [9] + [UInt8](repeating: 0, count: 31)

    /// 2²⁵⁵ - 19.
    private static let prime: [UInt8] = [0x7f] + [UInt8](repeating: 0xff, count: 30) + [0xed]

    private static let field = { () -> Result<PrimeField, CipherError> in
        do throws(CipherError) { return .success(try PrimeField(prime.span.bytes)) } catch { return .failure(error) }
    }()

    /// The same u without its highest bit, which does not count, and below the prime.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    static func canonical(_ u: RawSpan) throws(CipherError) -> [UInt8] {
        let field = try FieldWorkspace(field.get(), elementCount: 1)
        let digits = try reversed(u, highestByte: 0x7f)
        field.load(field.element(0), digits.bytes)
        let number = try field.bytes(field.element(0))
        return number.withUnsafeBytes { $0.reversed() }
    }

    /// The u of `scalar`, clamped here, times a point of the curve or its twist; zero for points of small order.
    ///
    /// The Montgomery ladder: of two multiples that differ by the point, one is doubled and both are added, 255 times.
    /// Which is which is a matter of swapping them, by masks.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    static func multiply(_ scalar: RawSpan, _ u: RawSpan) throws(CipherError) -> SecretBytes {
        let field = try FieldWorkspace(field.get(), elementCount: 10)
        let (x1, x2, z2, x3, z3) = (
            field.element(0), field.element(1), field.element(2), field.element(3), field.element(4)
        )
        let (sum, difference, square, other, constant) = (
            field.element(5), field.element(6), field.element(7), field.element(8), field.element(9)
        )
        let point = try reversed(u, highestByte: 0x7f)
        field.load(x1, point.bytes)
        field.load(x2, UInt(1))
        field.copy(x3, x1)
        field.load(z3, UInt(1))
        field.load(constant, UInt(121_665))  // (486662 - 2) / 4

        var swapped: UInt8 = 0
        for position in (0..<255).reversed() {
            let byte = clamped(scalar, position / 8)
            let bit = byte >> (position % 8) & 1
            // x and z of a point stand side by side.
            field.swap(x2, x3, count: 2, if: bit ^ swapped)
            swapped = bit

            field.add(sum, x2, z2)
            field.subtract(difference, x2, z2)
            field.add(square, x3, z3)
            field.subtract(other, x3, z3)
            field.multiply(square, square, difference)
            field.multiply(other, other, sum)
            field.add(x3, square, other)
            field.multiply(x3, x3, x3)
            field.subtract(z3, square, other)
            field.multiply(z3, z3, z3)
            field.multiply(z3, z3, x1)

            field.multiply(sum, sum, sum)
            field.multiply(difference, difference, difference)
            field.multiply(x2, sum, difference)
            field.subtract(other, sum, difference)
            field.multiply(z2, constant, other)
            field.add(z2, z2, sum)
            field.multiply(z2, z2, other)
        }
        field.swap(x2, x3, count: 2, if: swapped)
        field.invert(other, z2)
        field.multiply(x2, x2, other)
        let product = try field.bytes(x2)
        return try reversed(product.bytes, highestByte: 0xff)
    }

    /// A byte of the scalar with its five fixed bits.
    private static func clamped(_ scalar: RawSpan, _ index: Int) -> UInt8 {
        let byte = scalar.unsafeLoad(fromByteOffset: index, as: UInt8.self)
        return switch index {
        case 0: byte & 0xf8
        case byteCount - 1: byte & 0x7f | 0x40
        default: byte
        }
    }

    /// The bytes in the other order, the last one, which comes first, masked.
    private static func reversed(_ number: RawSpan, highestByte mask: UInt8) throws(CipherError) -> SecretBytes {
        var bytes = try SecretBytes(count: byteCount)
        bytes.withUnsafeMutableBytes { bytes in
            for index in 0..<byteCount {
                bytes[byteCount - 1 - index] = number.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            }
            bytes[0] &= mask
        }
        return bytes
    }
}

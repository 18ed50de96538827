/// Where the secret number comes from that each DSA or ECDSA signature uses up. One that is used twice, or some bits of
/// several hundred, give the private key away (Howgrave-Graham and Smart, 2001).
public enum SignatureNonce: Sendable, Equatable {
    /// The system's random generator: two signatures of one hash value differ.
    case random
    /// HMAC of the private key and the hash value (RFC 6979), by this hash function: it needs no generator, and two
    /// signatures of one hash value are the same. RFC 6979 names the function that made the hash value.
    case deterministic(DigestAlgorithm)
}

/// Draws such numbers for one signature: from 1 to q - 1, as long as q.
struct NonceSource: ~Copyable {
    private let order: [UInt8]
    private let bitLength: Int
    private var generator: NonceGenerator?

    /// - Parameters:
    ///   - order: q: big-endian, without leading zeros.
    ///   - privateValue: big-endian, as long as q.
    ///   - message: the hash value, cut to q's length by ``SecretBytes/leftmost(_:bitsOf:)``.
    /// - Throws: what hashing throws.
    init(
        _ nonce: SignatureNonce, order: [UInt8], privateValue: RawSpan, message: RawSpan
    ) throws(CipherError) {
        self.order = order
        bitLength = 8 * order.count - (order.first?.leadingZeroBitCount ?? 0)
        guard case .deterministic(let digest) = nonce else { return }
        let reduced = try Modulus(order.span.bytes).remainder(message)
        generator = try .seeded(digest, privateValue: privateValue, message: reduced.bytes)
    }

    /// The next one; a second is needed only where a signature came out as zero.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    mutating func next() throws(CipherError) -> SecretBytes {
        while true {
            guard let bits = try generator?.next(byteCount: order.count) else {
                return try Modulus(order.span.bytes).randomNumber()
            }
            let candidate = try SecretBytes.leftmost(bitLength, bitsOf: bits.bytes)
            if isInRange(candidate) { return candidate }
        }
    }

    private func isInRange(_ number: borrowing SecretBytes) -> Bool {
        !number.isZero && number.bytes.isBelow(order.span.bytes)
    }
}

/// RFC 6979's use of the HMAC generator of SP 800-90A.
private struct NonceGenerator: ~Copyable {
    private let digest: DigestAlgorithm
    private var key: SecretBytes
    private var value: SecretBytes
    private var isFresh = true

    static func seeded(
        _ digest: DigestAlgorithm, privateValue: RawSpan, message: RawSpan
    ) throws(CipherError) -> NonceGenerator {
        let ones = [UInt8](repeating: 1, count: digest.byteCount)
        let value = try SecretBytes(copying: ones.span.bytes)
        var generator = NonceGenerator(digest, key: try SecretBytes(count: digest.byteCount), value: value)
        try generator.update(0, privateValue, message)
        try generator.update(1, privateValue, message)
        return generator
    }

    private init(_ digest: DigestAlgorithm, key: consuming SecretBytes, value: consuming SecretBytes) {
        self.digest = digest
        self.key = key
        self.value = value
    }

    /// Another `byteCount` bytes.
    mutating func next(byteCount: Int) throws(CipherError) -> SecretBytes {
        if !isFresh { try update(0, RawSpan(), RawSpan()) }
        isFresh = false
        var bits = try SecretBytes(count: byteCount)
        var filled = 0
        while filled < byteCount {
            value = try HMAC.authenticationCode(digest, key: key.bytes, data: value.bytes)
            let count = min(value.count, byteCount - filled)
            bits.withUnsafeMutableBytes { bits in
                value.withUnsafeBytes { value in
                    UnsafeMutableRawBufferPointer(rebasing: bits[filled..<filled + count])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: value[..<count]))
                }
            }
            filled += count
        }
        return bits
    }

    private mutating func update(_ step: UInt8, _ privateValue: RawSpan, _ message: RawSpan) throws(CipherError) {
        var code = try HMAC(digest, key: key.bytes)
        code.update(value.bytes)
        let step = [step]
        code.update(step.span.bytes)
        code.update(privateValue)
        code.update(message)
        key = try code.finish()
        value = try HMAC.authenticationCode(digest, key: key.bytes, data: value.bytes)
    }
}

extension SecretBytes {
    /// The number that the first `bitLength` bits make, or all of them where they are fewer (`bits2int` of RFC 6979,
    /// FIPS 186-4 section 6.4): big-endian, in the bytes that `bitLength` needs.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    static func leftmost(_ bitLength: Int, bitsOf bits: RawSpan) throws(CipherError) -> SecretBytes {
        let count = (bitLength + 7) / 8
        let taken = bits.extracting(first: min(count, bits.byteCount))
        let shift = max(0, 8 * taken.byteCount - bitLength)
        var number = try SecretBytes(count: count)
        number.withUnsafeMutableBytes { number in
            var previous: UInt8 = 0
            for index in 0..<taken.byteCount {
                let byte = taken.unsafeLoad(fromByteOffset: index, as: UInt8.self)
                number[count - taken.byteCount + index] = byte >> shift | previous << (8 - shift)
                previous = byte
            }
        }
        return number
    }
}

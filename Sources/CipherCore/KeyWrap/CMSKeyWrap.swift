/// What the two key wraps of RFC 3217 share: a checksum, CBC, the bytes in reverse order, CBC once more.
///
/// CryptoAPI's `SYMMETRICWRAPKEYBLOB` holds such a wrap (MSDN of April 2000; RFC 2630 section 12.6 describes the same).
struct CMSKeyWrap: ~Copyable {
    /// What a wrap adds to the payload: an IV and a checksum, in bytes.
    static let overhead = 16

    /// The IV of the second encryption (RFC 3217 sections 3.1 and 4.1).
    private static let secondVector: [UInt8] = [0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05]
    private static let checksumByteCount = 8

    private var cipher: BulkCipher

    /// - Parameters:
    ///   - algorithm: RC2 or triple DES.
    ///   - effectiveKeyBits: RC2's strength.
    init(
        _ algorithm: CipherAlgorithm, key: RawSpan, effectiveKeyBits: Int? = nil
    ) throws(CipherError) {
        cipher = try BulkCipher(algorithm, key: key, effectiveKeyBits: effectiveKeyBits)
    }

    /// Wraps whole blocks of eight bytes.
    ///
    /// - Parameter vector: the IV of the first encryption, eight random bytes.
    mutating func wrap(_ payload: RawSpan, initializationVector vector: RawSpan) throws(CipherError) -> [UInt8] {
        var text = try SecretBytes(count: payload.byteCount + Self.overhead)
        let checksum = try MessageDigest.hash(.sha1, payload)
        return try text.withUnsafeMutableBytes { text throws(CipherError) in
            text.copy(vector, at: 0)
            text.copy(payload, at: 8)
            text.copy(checksum.bytes.extracting(first: Self.checksumByteCount), at: 8 + payload.byteCount)
            try cipher.setInitializationVector(vector)
            try cipher.encrypt(UnsafeMutableRawBufferPointer(rebasing: text[8...]))
            Self.reverse(text)
            try cipher.setInitializationVector(Self.secondVector.span.bytes)
            try cipher.encrypt(text)
            return Array(text)
        }
    }

    /// Takes both encryptions off: payload and checksum are left, and nothing is known of them yet.
    ///
    /// - Parameter wrapped: whole blocks, three at least.
    mutating func unwrap(_ wrapped: RawSpan) throws(CipherError) -> SecretBytes {
        var text = try SecretBytes(copying: wrapped)
        try text.withUnsafeMutableBytes { text throws(CipherError) in
            try cipher.setInitializationVector(Self.secondVector.span.bytes)
            try cipher.decrypt(text)
            Self.reverse(text)
            try cipher.setInitializationVector(UnsafeRawBufferPointer(rebasing: text[..<8]).bytes)
            try cipher.decrypt(UnsafeMutableRawBufferPointer(rebasing: text[8...]))
        }
        return try SecretBytes(copying: text.bytes.extracting(droppingFirst: 8))
    }

    private static func reverse(_ text: UnsafeMutableRawBufferPointer) {
        var text = text
        text.reverse()
    }

    /// Whether the last eight bytes of `text`, which ``unwrap(_:)`` gave, are the checksum of those in front of them.
    static func hasGoodChecksum(_ text: RawSpan) throws(CipherError) -> ConstantTimeMask {
        let expected = try MessageDigest.hash(.sha1, text.extracting(droppingLast: checksumByteCount))
        let difference = text.extracting(last: checksumByteCount).word ^ expected.bytes.word
        return ConstantTimeMask(isZero: difference)
    }
}

extension RawSpan {
    /// The first eight bytes, as a number in whatever byte order: to be compared.
    fileprivate var word: UInt64 { unsafeLoadUnaligned(as: UInt64.self) }
}

/// An RSA public key: what wraps session keys for the owner of the private one.
public struct RSAPublicKey: Sendable, Equatable {
    /// Modulus lengths that CryptoAPI's providers take, in bits.
    public static let bitLengths = 384...16384

    /// The modulus n, big-endian, without leading zeros.
    public let modulus: [UInt8]

    /// The public exponent e.
    public let publicExponent: UInt32

    /// The length of the modulus, in bits.
    public let bitLength: Int

    /// The length of the modulus, of a ciphertext and of a raw block, in bytes.
    public var byteCount: Int { modulus.count }

    /// A key of its two numbers.
    ///
    /// - Parameters:
    ///   - modulus: big-endian, leading zeros allowed; odd, of a length in ``bitLengths``.
    ///   - publicExponent: odd, at least 3.
    /// - Throws: ``CipherError/illegalParameter`` when a number is outside these bounds; ``CipherError/weakKey(_:)``
    ///   with ``KeyWeakness/evenModulus``, ``KeyWeakness/exponentOne`` or ``KeyWeakness/rocaFingerprint``. Of chance
    ///   one modulus in 2²⁷ has that fingerprint.
    public init(modulus: RawSpan, publicExponent: UInt32) throws(CipherError) {
        try self.init(insecureModulus: modulus, publicExponent: publicExponent)
        guard bitLength >= Self.bitLengths.lowerBound else { throw .illegalParameter }
        guard publicExponent != 1 else { throw .weakKey(.exponentOne) }
        guard !hasROCAFingerprint else { throw .weakKey(.rocaFingerprint) }
    }

    /// A key that protects nothing or little, for data that was made with one: the exponent 1, which leaves a block as
    /// it is (the old way to move plain session keys through a SIMPLEBLOB), moduli with ROCA's fingerprint, and moduli
    /// from 96 bits, the least in which PKCS #1 padding holds a byte. ``weaknesses()`` tells which.
    ///
    /// - Parameters:
    ///   - modulus: big-endian, leading zeros allowed; odd, of 96 to 16384 bits.
    ///   - publicExponent: odd.
    /// - Throws: ``CipherError/illegalParameter`` when a number is outside these bounds; ``CipherError/weakKey(_:)``
    ///   with ``KeyWeakness/evenModulus``, which nothing can be computed with.
    public init(insecureModulus modulus: RawSpan, publicExponent: UInt32) throws(CipherError) {
        let digits = modulus.withUnsafeBytes { Array($0.drop { $0 == 0 }) }
        guard let first = digits.first, let last = digits.last, !publicExponent.isMultiple(of: 2)
        else { throw .illegalParameter }
        guard !last.isMultiple(of: 2) else { throw .weakKey(.evenModulus) }
        self.modulus = digits
        self.publicExponent = publicExponent
        bitLength = 8 * digits.count - first.leadingZeroBitCount
        guard (96...Self.bitLengths.upperBound).contains(bitLength) else { throw .illegalParameter }
    }

    /// The raw operation mᵉ mod n, without any padding (RSAEP and RSAVP1, RFC 8017 sections 5.1.1 and 5.2.2).
    ///
    /// - Parameter block: an integer below the modulus: big-endian, exactly ``byteCount`` bytes.
    /// - Returns: an integer of the same shape.
    /// - Throws: ``CipherError/illegalDataLength`` for another length, ``CipherError/illegalParameter`` for an integer
    ///   not below the modulus, ``CipherError/libraryUnavailable``.
    public func rawOperation(_ block: RawSpan) throws(CipherError) -> [UInt8] {
        guard block.byteCount == byteCount else { throw .illegalDataLength }
        guard block.isBelow(modulus.span.bytes) else { throw .illegalParameter }
        let power = try Modulus(modulus.span.bytes).power(block, exponent: publicExponent)
        return power.withUnsafeBytes { Array($0) }
    }

    /// Encrypts a short message, such as a session key, with RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.1).
    ///
    /// - Parameter message: at most ``byteCount`` - 11 bytes, in their natural order; may be empty.
    /// - Returns: the ciphertext: big-endian, ``byteCount`` bytes, another one every time.
    /// - Throws: ``CipherError/messageTooLong``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public func wrapPKCS1(_ message: RawSpan) throws(CipherError) -> [UInt8] {
        let block = try PKCS1Padding.pad(message, byteCount: byteCount)
        return try rawOperation(block.bytes)
    }

    /// Encrypts a short message, such as a session key, with RSAES-OAEP (RFC 8017 section 7.1.1).
    ///
    /// CryptoAPI's `CRYPT_OAEP` is the default: SHA-1, for the label and in MGF1 alike.
    ///
    /// - Parameters:
    ///   - message: at most ``byteCount`` - 2 · (digest length) - 2 bytes: with SHA-1, 22 under a modulus of 512 bits;
    ///     may be empty.
    ///   - label: any length; `KP_OAEP_PARAMS`. Who unwraps must name the same.
    ///   - digest: the hash function of both label and MGF1.
    /// - Returns: the ciphertext: big-endian, ``byteCount`` bytes, another one every time.
    /// - Throws: ``CipherError/messageTooLong``, ``CipherError/unsupportedAlgorithm``, ``CipherError/outOfMemory``,
    ///   ``CipherError/libraryUnavailable``.
    public func wrapOAEP(
        _ message: RawSpan, label: RawSpan = RawSpan(), digest: DigestAlgorithm = .sha1
    ) throws(CipherError) -> [UInt8] {
        let block = try OAEP(digest: digest).pad(message, label: label, byteCount: byteCount)
        return try rawOperation(block.bytes)
    }
}

/// `RSAPUBKEY` and the modulus behind it: the fields that public and private RSA BLOBs share.
///
/// ```c
/// struct { DWORD magic, bitlen, pubexp; BYTE modulus[bitlen / 8]; }
/// ```
/// Source: Microsoft Learn, "RSAPUBKEY structure". Limits: Microsoft's providers make and take 384 to 16384 bits.
enum RSAPublicFields {
    @inline(__always) @_lifetime(modulus: copy pass, copy modulus)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, magic: UInt32, _ bitLength: inout UInt32, _ publicExponent: inout UInt32,
        _ modulus: inout LittleEndianInteger
    ) throws(BlobError) {
        try pass.constant("magic", magic, .badMagic)
        try pass.scalar("bitlen", &bitLength, .range(1...UInt32.max), .badBitLength, tolerated: nil)
        try pass.rule("multiple of 8", bitLength % 8 == 0, .badBitLength, tolerated: .bitLengthNotWholeBytes)
        try pass.rule(
            "384…16384", bitLength >= 384 && bitLength <= 16384, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try pass.scalar("pubexp", &publicExponent)
        try pass.rule(
            "odd and at least 3", publicExponent >= 3 && publicExponent & 1 == 1, .badExponent,
            tolerated: .weakExponent)
        try pass.integer("modulus", &modulus, count: byteCount(ofBits: bitLength), "bitlen / 8", .open)
        try pass.rule("odd", modulus.isOdd, .nonCanonicalInteger, tolerated: .evenModulus)
        try pass.rule("top bit set", modulus.fillsItsField, .nonCanonicalInteger, tolerated: .modulusTooShort)
    }

    /// Bytes of a modulus, or another number, of `bits` bits, rounded up; a UInt32 of bits cannot overflow.
    @inline(__always)
    static func byteCount(ofBits bits: UInt32) -> Int { (Int(bits) + 7) / 8 }
}

extension AlgorithmIdentifier {
    /// Whether this is one of the two ALG_IDs of RSA keys; the same key is written with either.
    @inlinable
    var isRSA: Bool { rawValue == 0xA400 || rawValue == 0x2400 }
}

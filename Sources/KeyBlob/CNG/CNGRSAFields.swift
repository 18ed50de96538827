/// `BCRYPT_RSAKEY_BLOB` and the numbers behind it: the fields that the three BLOBs of RSA keys share.
///
/// ```c
/// struct { ULONG Magic, BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2;   // little-endian
///          BYTE PublicExponent[cbPublicExp], Modulus[cbModulus],                 // big-endian, the exponent first
///               Prime1[cbPrime1], Prime2[cbPrime2]; }                            // not in a public key
/// ```
/// Source: Microsoft Learn, "BCRYPT_RSAKEY_BLOB structure". The exponent has no leading zeros, the modulus fills its
/// field, as Windows and .NET write them. Limits: those of Microsoft's software provider.
enum CNGRSAFields {
    /// The fields up to `cbModulus`.
    @inline(__always)
    static func header<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, magic: UInt32, _ bitLength: inout UInt32, _ exponentByteCount: inout UInt32,
        _ modulusByteCount: inout UInt32
    ) throws(BlobError) {
        try pass.constant("Magic", magic, .badMagic)
        try pass.scalar("BitLength", &bitLength)
        try pass.rule("multiple of 8", bitLength % 8 == 0, .badBitLength, tolerated: .bitLengthNotWholeBytes)
        try pass.rule(
            "512…16384", bitLength >= 512 && bitLength <= 16384, .badBitLength, tolerated: .bitLengthOutsideLimits)
        try pass.scalar(
            "cbPublicExp", &exponentByteCount, .range(1...UInt32.max), .badExponent, tolerated: nil)
        try pass.scalar("cbModulus", &modulusByteCount, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        try pass.rule(
            "BitLength / 8, rounded up", Int(modulusByteCount) == RSAPublicFields.byteCount(ofBits: bitLength),
            .lengthMismatch, tolerated: .bitLengthDisagrees)
    }

    /// The lengths of the primes of a private key.
    @inline(__always)
    static func primeLengths<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ prime1: inout UInt32, _ prime2: inout UInt32, modulus: UInt32
    ) throws(BlobError) {
        try pass.scalar("cbPrime1", &prime1, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        try pass.scalar("cbPrime2", &prime2, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        // The product of numbers of a and b bytes has a + b or one fewer.
        let excess = Int(prime1) + Int(prime2) - Int(modulus)
        try pass.rule(
            "cbModulus - cbPrime1, or one more", excess == 0 || excess == 1, .lengthMismatch,
            tolerated: .unusualPrimeLengths)
    }

    /// Public exponent and modulus.
    @inline(__always) @_lifetime(exponent: copy pass, copy exponent) @_lifetime(modulus: copy pass, copy modulus)
    static func publicNumbers<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ exponent: inout BigEndianInteger, _ exponentByteCount: UInt32,
        _ modulus: inout BigEndianInteger, _ modulusByteCount: UInt32
    ) throws(BlobError) {
        try pass.integer("PublicExponent", &exponent, count: Int(exponentByteCount), "cbPublicExp", .open)
        try pass.rule(
            "odd and at least 3", exponent.isOdd && !exponent.isOne, .badExponent, tolerated: .weakExponent)
        try pass.rule("no leading zero", exponent.isMinimal, .nonCanonicalInteger, tolerated: .paddedExponent)
        try pass.integer("Modulus", &modulus, count: Int(modulusByteCount), "cbModulus", .open)
        try pass.rule("odd", modulus.isOdd, .nonCanonicalInteger, tolerated: .evenModulus)
        try pass.rule("top bit set", modulus.fillsItsField, .nonCanonicalInteger, tolerated: .modulusTooShort)
    }

    /// The primes.
    @inline(__always) @_lifetime(prime1: copy pass, copy prime1) @_lifetime(prime2: copy pass, copy prime2)
    static func primes<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ prime1: inout BigEndianInteger, _ byteCount1: UInt32,
        _ prime2: inout BigEndianInteger, _ byteCount2: UInt32
    ) throws(BlobError) {
        try pass.integer("Prime1", &prime1, count: Int(byteCount1), "cbPrime1", .secret)
        try pass.rule("odd", prime1.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.integer("Prime2", &prime2, count: Int(byteCount2), "cbPrime2", .secret)
        try pass.rule("odd", prime2.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
    }
}

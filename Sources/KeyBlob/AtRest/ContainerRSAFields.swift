/// The fields that RSA keys in a key container share: `RSAPUBKEY` with two lengths in it, and the modulus with a pad.
///
/// ```c
/// struct { DWORD magic, keylen, bitlen, datalen, pubexp;
///          BYTE modulus[bitlen / 8], modulusPad[8]; }       // keylen bytes together
/// ```
/// Source: [MS-RDPBCGR] 2.2.1.4.3.1.1.1, which documents the public form: `keylen` is `bitlen / 8 + 8`, `datalen` is
/// `bitlen / 8 - 1`, the pad is zero. That private keys have the same head is what mimikatz reads.
enum ContainerRSAFields {
    @inline(__always) @_lifetime(modulus: copy pass, copy modulus) @_lifetime(pad: copy pass, copy pad)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, magic: UInt32, _ lengths: inout Lengths, _ publicExponent: inout UInt32,
        _ modulus: inout LittleEndianInteger, _ pad: inout RawSpan
    ) throws(BlobError) {
        try pass.constant("magic", magic, .badMagic)
        try pass.scalar("keylen", &lengths.key)
        try pass.scalar("bitlen", &lengths.bits, .range(1...UInt32.max), .badBitLength, tolerated: nil)
        try pass.rule(
            "8 * (keylen - 8)", Int(lengths.bits) == 8 * (Int(lengths.key) - 8), .badBitLength, tolerated: nil)
        try pass.rule(
            "384…16384", lengths.bits >= 384 && lengths.bits <= 16384, .badBitLength,
            tolerated: .bitLengthOutsideLimits)
        try pass.scalar("datalen", &lengths.data)
        try pass.rule(
            "bitlen / 8 - 1", Int(lengths.data) == Int(lengths.bits) / 8 - 1, .lengthMismatch,
            tolerated: .lengthFieldDisagrees)
        try pass.scalar("pubexp", &publicExponent)
        try pass.rule(
            "odd and at least 3", publicExponent >= 3 && publicExponent & 1 == 1, .badExponent,
            tolerated: .weakExponent)
        try pass.integer("modulus", &modulus, count: Int(lengths.bits) / 8, "bitlen / 8", .open)
        try pass.rule("odd", modulus.isOdd, .nonCanonicalInteger, tolerated: .evenModulus)
        try pass.rule("top bit set", modulus.fillsItsField, .nonCanonicalInteger, tolerated: .modulusTooShort)
        try ContainerRSAFields.pad(&pass, "modulusPad", &pad, 8, "8")
    }

    /// The zeros behind an integer.
    @inline(__always) @_lifetime(value: copy pass, copy value)
    static func pad<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ value: inout RawSpan, _ count: Int, _ size: StaticString
    ) throws(BlobError) {
        try pass.bytes(field, &value, count: count, size, .open, shortTolerated: nil)
        try pass.rule("zeros", value.isZero, .reservedNonZero, tolerated: .reservedNonZero)
    }

    /// `keylen`, `bitlen` and `datalen`.
    struct Lengths: BitwiseCopyable {
        var key: UInt32 = 0
        var bits: UInt32 = 0
        var data: UInt32 = 0
    }
}

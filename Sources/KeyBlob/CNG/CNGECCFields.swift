/// `BCRYPT_ECCKEY_BLOB` and the public point: the fields that public and private ECC BLOBs share.
///
/// ```c
/// struct { ULONG dwMagic, cbKey;           // little-endian
///          BYTE X[cbKey], Y[cbKey]; }      // big-endian
/// ```
/// One curve is different: a key on curve25519 has a generic ECDH magic, `cbKey` 32, the u-coordinate as the
/// *little-endian* bytes of RFC 7748 for X, and zeros for Y (no point of the other curves has Y = 0: their orders are
/// odd). CNG takes a u below 2^255 − 19 only. Source: Microsoft Learn, "BCRYPT_ECCKEY_BLOB structure"; curve25519 from
/// .NET's X25519WindowsHelpers.
@usableFromInline
enum CNGECCFields {
    @inlinable @inline(__always) @_lifetime(x: copy pass, copy x) @_lifetime(y: copy pass, copy y)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ magic: inout CNGECCMagic, isPrivate: Bool, _ x: inout BigEndianInteger,
        _ y: inout BigEndianInteger
    ) throws(BlobError) {
        try pass.magic("dwMagic", &magic, isPrivate ? "a private ECC magic" : "a public ECC magic") {
            $0.isPrivate == isPrivate
        }
        var size = UInt32(clamping: x.byteCount)
        try pass.scalar("cbKey", &size)
        let isLegal = magic.fieldByteCount.map { $0 == Int(size) } ?? (size > 0)
        try pass.rule("32, 48 or 66 by dwMagic, or any", isLegal, .badKeyLength, tolerated: nil)
        try pass.integer("X", &x, count: Int(size), "cbKey", .open)
        try pass.integer("Y", &y, count: Int(size), "cbKey", .open)
        let hasNoY = y.isPublicZero
        let isMissing = hasNoY && x.isPublicZero
        let canBeMissing = isPrivate || (magic.isGenericECDH && size == 32)
        try pass.rule(
            "not zero where X is", !isMissing, .nonCanonicalInteger, tolerated: canBeMissing ? .publicPointMissing : nil
        )
        let isCanonical = !hasNoY || !isCurve25519(magic, x, y) || isBelowPrime25519(x.bytes)
        try pass.rule(
            "zero only behind an X below 2^255 - 19", isCanonical, .nonCanonicalInteger,
            tolerated: .nonCanonicalCoordinate)
    }

    /// Whether the key is one on curve25519; a key without its public point does not tell.
    @inlinable @inline(__always)
    static func isCurve25519(_ magic: CNGECCMagic, _ x: BigEndianInteger, _ y: BigEndianInteger) -> Bool {
        guard magic.isGenericECDH else { return false }
        return y.byteCount == 32 && y.isPublicZero && !x.isPublicZero
    }

    /// Whether 32 little-endian bytes are a number below 2^255 − 19; the number is public.
    @usableFromInline
    static func isBelowPrime25519(_ bytes: RawSpan) -> Bool {
        let top = bytes.byte(at: 31)
        if top != 0x7F { return top < 0x7F }
        for offset in stride(from: 30, to: 0, by: -1) where bytes.byte(at: offset) != 0xFF { return true }
        return bytes.byte(at: 0) < 0xED
    }

    /// The private key: not zero, and clamped as RFC 7748 says where the curve is curve25519.
    @inline(__always) @_lifetime(d: copy pass, copy d)
    static func privateKey<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ d: inout BigEndianInteger, count: Int, _ size: StaticString, isCurve25519: Bool
    ) throws(BlobError) {
        try pass.integer("d", &d, count: count, size, .secret)
        try pass.rule("not zero", !d.isZero, .nonCanonicalInteger, tolerated: nil)
        let isClamped = d.bytes.byte(at: 0) & 7 == 0 && d.bytes.byte(at: 31) & 0xC0 == 0x40
        try pass.rule(
            "clamped on curve25519", !isCurve25519 || isClamped, .nonCanonicalInteger, tolerated: .unclampedScalar)
    }
}

extension BlobPass where Self: ~Copyable & ~Escapable {
    /// A magic number out of several, for which `isLegal` holds.
    @inlinable @inline(__always)
    mutating func magic<Magic: RawRepresentable<UInt32> & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Magic, _ words: StaticString, where isLegal: (Magic) -> Bool
    ) throws(BlobError) {
        var number = value.rawValue
        try scalar(field, &number)
        // Passes that read nothing are spared the search.
        let known = number == value.rawValue ? value : Magic(rawValue: number)
        try rule(words, known.map(isLegal) ?? false, .badMagic, tolerated: nil)
        value = known ?? value
    }
}

/// The outermost SEQUENCE of a DER encoding, whose length must be that of the bytes; what is in it is not read further
/// than its first tag.
///
/// Source: ITU-T X.690 sections 8.1 and 10.1. The indefinite form of BER is refused: Windows writes DER.
enum DERSequence {
    @inline(__always) @_lifetime(contents: copy pass, copy contents)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ contents: inout RawSpan, _ exposure: Exposure, _ words: StaticString,
        where isLegal: (_ firstTag: UInt8) -> Bool
    ) throws(BlobError) {
        try pass.constant("tag", 0x30 as UInt8, .badMagic)
        var length = UInt32(clamping: contents.byteCount)
        try self.length(&pass, &length)
        try pass.bytes("contents", &contents, count: Int(length), "length", exposure, shortTolerated: nil)
        try pass.rule(words, contents.byteCount > 0 && isLegal(contents.byte(at: 0)), .badMagic, tolerated: nil)
    }

    /// The length octets: one below 128, else their number with the top bit set and then they, the highest first.
    @inline(__always)
    private static func length<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ length: inout UInt32
    ) throws(BlobError) {
        var first = length < 0x80 ? UInt8(length) : 0x80 | UInt8((39 - length.leadingZeroBitCount) / 8)
        try pass.scalar("length", &first)
        try pass.rule(
            "definite, of up to 4 octets", first < 0x80 || 0x81...0x84 ~= first, .lengthMismatch, tolerated: nil)
        guard first >= 0x80 else {
            length = UInt32(first)
            return
        }
        let written = length
        length = 0
        for shift in stride(from: (Int(first & 7) - 1) * 8, through: 0, by: -8) {
            var octet = UInt8(truncatingIfNeeded: written >> UInt32(shift))
            try pass.scalar("length", &octet)
            length = length << 8 | UInt32(octet)
        }
        let shortest = length < 0x80 ? 0 : (39 - length.leadingZeroBitCount) / 8
        try pass.rule("no octet too many", shortest == Int(first & 7), .lengthMismatch, tolerated: nil)
    }
}

extension RawSpan {
    /// Whether a DER sequence goes on as PKCS #8 does: a version, an algorithm and an OCTET STRING, or the latter two where
    /// it is encrypted. Public keys, certificates, PKCS #1, PKCS #12 and SEC 1 begin alike and go on otherwise.
    var goesOnAsPKCS8: Bool {
        guard let first = octet(at: 1) else { return false }
        var offset = first < 0x80 ? 2 : 2 + Int(first & 7)
        if octet(at: offset) == 0x02 {
            guard let end = endOfElement(at: offset) else { return false }
            offset = end
        }
        guard octet(at: offset) == 0x30, let end = endOfElement(at: offset) else { return false }
        return octet(at: end) == 0x04
    }

    /// Where the DER element that begins at `offset` ends; nil where that is not within these bytes.
    private func endOfElement(at offset: Int) -> Int? {
        guard let first = octet(at: offset + 1) else { return nil }
        var start = offset + 2
        var length = Int(first)
        if first >= 0x80 {
            guard 0x81...0x84 ~= first else { return nil }
            length = 0
            for _ in 0..<Int(first & 7) {
                guard let next = octet(at: start) else { return nil }
                length = length << 8 | Int(next)
                start += 1
            }
        }
        return start + length <= byteCount ? start + length : nil
    }
}

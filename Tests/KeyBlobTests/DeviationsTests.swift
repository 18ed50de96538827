import KeyBlob
import Testing

@Suite struct DeviationsTests {
    @Test func noneIsEmpty() {
        let none = Deviations()
        #expect(none.isEmpty)
        #expect(none.kinds.isEmpty)
        #expect(Deviations.Kind.allCases.allSatisfy { none.firstOffset(of: $0) == nil })
    }

    /// Reports and scripts depend on the names.
    @Test func namesAreStable() {
        #expect(
            Deviations.Kind.allCases.map(\.name) == [
                "trailing-bytes", "reserved-non-zero", "unexpected-version", "unexpected-key-algorithm",
                "unexpected-wrapping-algorithm", "bit-length-not-whole-bytes", "bit-length-outside-limits",
                "modulus-too-short", "even-modulus", "weak-exponent", "even-prime", "private-exponent-cut-short",
                "unexpected-key-length", "unexpected-wrapped-length", "padded-exponent", "bit-length-disagrees",
                "unusual-prime-lengths", "crt-part-cut-short", "public-point-missing", "non-canonical-coordinate",
                "unclamped-scalar", "unexpected-group-size", "length-field-disagrees",
                "unexpected-blob-type", "bit-length-not-multiple-of64", "prime-too-short", "wrapping-key-too-weak",
                "unexpected-key-spec", "unexpected-encryption-type", "unexpected-salt-length",
                "unexpected-signature-algorithm", "unexpected-hash-algorithm",
                "text-not-terminated", "unexpected-contents", "padded-record",
            ])
    }

    /// A refused BLOB leaves what the caller had.
    @Test func refusalKeepsTheCallersValue() throws {
        var deviations = Deviations()
        let forgiven = try rsaPublicBlob(bitLength: 512) + [0]
        _ = try RSAPublicKeyBlob(parsing: forgiven.span.bytes, tolerating: &deviations)
        let refused = [UInt8](forgiven.prefix(30))
        #expect(throws: BlobError.self) {
            _ = try RSAPublicKeyBlob(parsing: refused.span.bytes, tolerating: &deviations)
        }
        #expect(deviations.kinds == [.trailingBytes])
    }
}

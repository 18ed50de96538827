import KeyBlob
import Testing

@Suite struct BlobHeaderTests {
    @Test func peekingReadsWhateverIsThere() throws {
        let header = try BlobHeader(
            peekingAt: ([0x52, 0xFE, 0x01, 0x80, 0x78, 0x56, 0x34, 0x12] as [UInt8]).span.bytes)
        #expect(header.type == 0x52)
        #expect(header.version == 0xFE)
        #expect(header.keyAlgorithm.rawValue == 0x1234_5678)
        #expect(BlobHeader.byteCount == 8)
    }

    @Test(arguments: [(0, "bType", 0), (1, "bVersion", 1), (2, "reserved", 2), (3, "reserved", 2), (7, "aiKeyAlg", 4)])
    func shortHeaders(_ byteCount: Int, _ field: String, _ offset: Int) {
        let bytes = [UInt8](repeating: 6, count: byteCount)
        let error = refusal { () throws(BlobError) in _ = try BlobHeader(peekingAt: bytes.span.bytes) }
        #expect(error?.reason == .truncated)
        #expect(error.map { "\($0.field)" } == field)
        #expect(error?.offset == offset)
    }

    /// What strict parses refuse by header alone, and tolerant ones forgive.
    @Test(arguments: try FormatCase.rsaAndSessionKeys())
    func forgivenHeaders(_ format: FormatCase) throws {
        let sample = try #require(format.samples.first).bytes
        let variants: [(bytes: [UInt8], offset: Int, kind: Deviations.Kind)] = [
            ([0], 1, .unexpectedVersion), ([1], 1, .unexpectedVersion), ([3], 1, .unexpectedVersion),
            ([0xFF], 1, .unexpectedVersion), ([1], 2, .reservedNonZero), ([0x80], 3, .reservedNonZero),
            ([0, 0, 0, 0], 4, .unexpectedKeyAlgorithm), ([0x00, 0x22, 0, 0], 4, .unexpectedKeyAlgorithm),
            ([0x01, 0xAA, 0, 0], 4, .unexpectedKeyAlgorithm), ([0x02, 0xAA, 0, 0], 4, .unexpectedKeyAlgorithm),
        ]
        for variant in variants {
            let blob = sample.replacing(variant.bytes, at: variant.offset)
            let offsets = try format.deviations(blob).offsets
            let field = variant.kind == .reservedNonZero ? 2 : variant.offset
            #expect(offsets == [variant.kind: field], "\(variant.bytes) at \(variant.offset)")
            #expect(refusal { () throws(BlobError) in try format.parse(blob) }?.offset == field)
        }
    }

    @Test func deviationsAddUp() throws {
        let blob = try rsaPublicBlob(bitLength: 512).replacing([0, 9, 9, 9, 9, 9, 9], at: 1) + [0]
        #expect(
            try RSAPublicKeyBlob.deviations(in: blob) == [
                .unexpectedVersion: 1, .reservedNonZero: 2, .unexpectedKeyAlgorithm: 4, .trailingBytes: 84,
            ])
    }
}

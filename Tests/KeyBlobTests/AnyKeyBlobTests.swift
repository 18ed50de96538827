import GoldenVectors
import KeyBlob
import Testing

@Suite struct AnyKeyBlobTests {
    @Test(arguments: try FormatCase.all())
    func everyGoldenBlobIsRecognised(_ asked: FormatCase) throws {
        guard let format = asked.format else { return }
        for sample in asked.samples {
            let source = sample.bytes.span.bytes
            #expect(try AnyKeyBlob.Format(of: source) == format, "\(sample)")
            #expect(try kind(of: AnyKeyBlob(parsing: source)) == format, "\(sample)")
            let deviations = try AnyKeyBlob.deviations(in: sample.bytes)
            #expect(deviations.isEmpty, "\(sample)")
            #expect(try tile(format.inspect(source).rows, sample.bytes.count), "\(sample)")
        }
    }

    @Test func bufferEntryPoint() throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        let format = try bytes.span.bytes.withUnsafeBytes { buffer throws(BlobError) in
            kind(of: try AnyKeyBlob(parsing: buffer))
        }
        #expect(format == .rsaPublicKey)
    }

    /// Types of other BLOBs, of no BLOB, and the first letter of a CNG magic.
    @Test(arguments: [0, 2, 3, 4, 5, 9, 10, 11, 12, 13, 0x52, 0xFF] as [UInt8])
    func unknownTypes(_ type: UInt8) throws {
        let bytes = [type, 2, 0, 0, 0, 0xA4, 0, 0, 0x52, 0x53, 0x41, 0x31]
        let strict = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: bytes.span.bytes) }
        #expect(strict?.description == "unknownBlobType: bType at byte 0: found \(type)")
        let tolerant = refusal { () throws(BlobError) in _ = try AnyKeyBlob.deviations(in: bytes) }
        #expect(tolerant == strict)
    }

    @Test func wrongPairsOfTypeAndMagic() throws {
        let wrong = try rsaPublicBlob(bitLength: 512).replacing([7], at: 0)
        let error = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: wrong.span.bytes) }
        #expect(error?.description == "badMagic: magic at byte 8: found 0x31415352, expected 0x32415352")
    }

    private func kind(of blob: consuming AnyKeyBlob) -> AnyKeyBlob.Format {
        switch blob {
        case .rsaPublicKey: .rsaPublicKey
        case .rsaPrivateKey: .rsaPrivateKey
        case .simple: .simple
        case .plaintextKey: .plaintextKey
        }
    }
}

extension AnyKeyBlob {
    /// What a tolerant parse forgives, with the first offset of each.
    static func deviations(in bytes: [UInt8]) throws(BlobError) -> [Deviations.Kind: Int] {
        var deviations = Deviations()
        _ = try AnyKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        return deviations.offsets
    }
}

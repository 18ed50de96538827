import GoldenVectors
import KeyBlob
import Testing

@Suite struct DSSVersion3KeyBlobTests {
    @Test(arguments: try golden("capi-public", "PUBLICKEYBLOB DSS3 (version 3)"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DSSVersion3PublicKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(UInt64(blob.parameters.j.byteCount * 8) == record.number("bitlen_j") ?? 0)
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
    }

    @Test(arguments: try golden("capi-public", "PUBLICKEYBLOB DSS3 (version 3)"))
    func parametersAreThePublicKeyWithoutY(_ record: GoldenRecord) throws {
        let sample = Sample(id: record.id, bytes: try #require(record.bytes("blob"))).withoutY
        let source = sample.bytes.span.bytes
        let blob = try DSSVersion3ParametersBlob(parsing: source)
        try expect(blob.parameters, of: record)
        let end = UInt64(sample.bytes.count)
        let width = UInt64(blob.parameters.p.byteCount)
        let error = DSSVersion3PublicKeyBlob.refusal(of: sample.bytes)
        #expect(error?.description == "truncated: y at byte \(end): found 0, expected \(width)")
        let other = try #require(record.bytes("blob"))
        let trailing = DSSVersion3ParametersBlob.refusal(of: other)
        #expect(trailing?.description == "trailingBytes: end at byte \(end): found \(width), expected 0")
    }

    @Test(arguments: try golden("capi-private", "PRIVATEKEYBLOB DSS4 (version 3)"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DSSVersion3PrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
        #expect(blob.privateValue.array == record.bytes("x")?.littleEndian(width: 20))
    }

    /// The sizes of FIPS 186-3, which Microsoft's own provider does not have.
    @Test(arguments: [(2048, 224), (2048, 256), (3072, 256), (1024, 160)])
    func largerGroups(_ primeBits: Int, _ orderBits: Int) throws {
        let bytes = HandMade.version3(0x2200, 0x3353_5344, primeBits, orderBits)
        let blob = try DSSVersion3PublicKeyBlob(parsing: bytes.span.bytes)
        #expect(blob.parameters.q.byteCount == orderBits / 8)
        #expect(bytes.count == 48 + 3 * primeBits / 8 + orderBits / 8)
        #expect(try blob.serialized() == bytes)
    }

    @Test func qFillsItsField() throws {
        let bytes = HandMade.version3(0x2200, 0x3353_5344, 1024, 160).replacing([0x7F], at: 48 + 128 + 19)
        #expect(DSSVersion3PublicKeyBlob.refusal(of: bytes)?.description == "nonCanonicalInteger: q at byte 176")
        #expect(try DSSVersion3PublicKeyBlob.deviations(in: bytes) == [.primeTooShort: 176])
    }

    /// Wine's provider reads on behind the end of such BLOBs.
    @Test(arguments: [48, 49, 111, 112, 195] as [Int])
    func cutBlobsAreNotReadOn(_ byteCount: Int) throws {
        let bytes = Array(HandMade.version3(0x2200, 0x3353_5344, 512, 160).prefix(byteCount))
        #expect(DSSVersion3PublicKeyBlob.tolerantRefusal(of: bytes)?.reason == .truncated)
        #expect(DSSVersion3ParametersBlob.tolerantRefusal(of: bytes)?.reason == .truncated)
    }

    /// Three lengths that each are near 2^32 bits: their sum is no small number.
    @Test func hugeBitLengths() throws {
        let bytes = HandMade.version3(0x2200, 0x3353_5344, 512, 160)
            .replacing(0xFFFF_FFF8, at: 12).replacing(0xFFFF_FFF8, at: 16).replacing(0xFFFF_FFF8, at: 20)
        let error = DSSVersion3PublicKeyBlob.tolerantRefusal(of: bytes)
        #expect(error?.description == "truncated: p at byte 48: found 212, expected 536870911")
    }

    /// Lengths that are no whole bytes are rounded up, as .NET does.
    @Test func bitLengthsAreRoundedUp() throws {
        let bytes = HandMade.version3(0x2200, 0x3353_5344, 512, 160).replacing(159, at: 16)
        var deviations = Deviations()
        let blob = try DSSVersion3PublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == [.bitLengthNotWholeBytes: 16, .bitLengthOutsideLimits: 16])
        #expect(blob.parameters.q.byteCount == 20)
    }

    @Test func fieldsMakeTheBlob() throws {
        let record = try #require(try golden("capi-private", "PRIVATEKEYBLOB DSS4 (version 3)").last?.bytes("blob"))
        let view = try DSSVersion3PrivateKeyBlob(parsing: record.span.bytes)
        let made = DSSVersion3PrivateKeyBlob(
            parameters: DomainParameters(
                p: view.parameters.p, q: view.parameters.q, g: view.parameters.g, j: view.parameters.j,
                counter: view.parameters.counter, seed: view.parameters.seed),
            publicValue: view.publicValue, privateValue: view.privateValue)
        #expect(try made.serialized() == record)
        let shortSeed = DSSVersion3ParametersBlob(
            parameters: DomainParameters(
                p: view.parameters.p, q: view.parameters.q, g: view.parameters.g, j: view.parameters.j,
                counter: 0, seed: view.parameters.seed.extracting(first: 19)))
        let error = refusal { () throws(BlobError) in _ = try shortSeed.byteCount }
        #expect(error?.description == "lengthMismatch: seed at byte 28: found 19, expected 20")
    }
}

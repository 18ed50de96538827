import GoldenVectors
import KeyBlob
import Testing

/// Diffie-Hellman keys in versions 2 and 3.
@Suite struct DHKeyBlobTests {
    @Test(arguments: try golden("capi-public", "PUBLICKEYBLOB DH1"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DHPublicKeyBlob(parsing: bytes.span.bytes)
        let bits = try #require(record.number("bits"))
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.bitLength) == bits)
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: Int(bits) / 8))
    }

    @Test(arguments: try golden("capi-private", "PRIVATEKEYBLOB DH2"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DHPrivateKeyBlob(parsing: bytes.span.bytes)
        let width = try Int(#require(record.number("bits"))) / 8
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(blob.p.array == record.bytes("p")?.littleEndian(width: width))
        #expect(blob.g.array == record.bytes("g")?.littleEndian(width: width))
        #expect(blob.privateValue.array == record.bytes("x")?.littleEndian(width: width))
    }

    @Test(arguments: try golden("capi-public", "PUBLICKEYBLOB DH3 (version 3)"))
    func version3PublicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DHVersion3PublicKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.parameters.q.byteCount * 8) == record.number("bitlen_q"))
        #expect(UInt64(blob.parameters.j.byteCount * 8) == record.number("bitlen_j"))
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
        let parameters = Sample(id: record.id, bytes: bytes).withoutY
        let other = try DHVersion3ParametersBlob(parsing: parameters.bytes.span.bytes)
        try expect(other.parameters, of: record)
        #expect(UInt64(other.keyAlgorithm.rawValue) == record.number("algid"))
    }

    @Test(arguments: try golden("capi-private", "PRIVATEKEYBLOB DH4 (version 3)"))
    func version3PrivateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DHVersion3PrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.privateValue.byteCount * 8) == record.number("bitlen_x"))
        let x = blob.privateValue.array
        #expect(x == record.bytes("x")?.littleEndian(width: x.count))
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
    }

    /// The first byte of the magic is 0: read as a string that ends with one, it is another.
    @Test func theMagicBeginsWithZero() throws {
        let sample = try #require(try golden("capi-public", "PUBLICKEYBLOB DH1").first?.bytes("blob"))
        #expect(Array(sample[8..<12]) == [0x00, 0x44, 0x48, 0x31])
        let error = DHPublicKeyBlob.tolerantRefusal(of: sample.replacing([0x44, 0x48, 0x31, 0x00], at: 8))
        #expect(error?.description == "badMagic: magic at byte 8: found 0x314844, expected 0x31484400")
    }

    /// The key of a safe prime's group comes without q, and where q is there it may be a bit shorter than its field.
    @Test func safePrimes() throws {
        let bytes = HandMade.version3(0xAA02, 0x3348_4400, 1024, 1024).replacing([0x7F], at: 48 + 255)
        #expect(DHVersion3PublicKeyBlob.refusal(of: bytes) == nil)
        let withoutQ = HandMade.version3(0xAA02, 0x3348_4400, 1024, 0)
        #expect(try DHVersion3PublicKeyBlob(parsing: withoutQ.span.bytes).parameters.q.byteCount == 0)
        let even = bytes.replacing([0], at: 48 + 128)
        #expect(try DHVersion3PublicKeyBlob.deviations(in: even) == [.evenPrime: 176])
    }

    @Test(arguments: [
        BitLength(384, []), BitLength(512, []), BitLength(4096, []), BitLength(1000, []),
        BitLength(376, [.bitLengthOutsideLimits]), BitLength(8192, [.bitLengthOutsideLimits]),
        BitLength(1020, [.bitLengthNotWholeBytes]), BitLength(1, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
    ])
    func bitLength(_ length: BitLength) throws {
        let bytes =
            [6, 2, 0, 0].appending(0xAA01, 0x3148_4400, length.bits)
            + HandMade(primeBits: Int(length.bits)).y
        let error = DHPublicKeyBlob.refusal(of: bytes)
        #expect(error?.reason == (length.deviations.isEmpty ? nil : .badBitLength))
        var deviations = Deviations()
        _ = try DHPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == length.deviations)
    }

    @Test(arguments: [0x7FFF_FFFF, 0xFFFF_FFFF] as [UInt32])
    func hugeBitLength(_ bits: UInt32) throws {
        let bytes = [7, 2, 0, 0].appending(0xAA01, 0x3248_4400, bits) + [1, 2, 3]
        let error = DHPrivateKeyBlob.tolerantRefusal(of: bytes)
        #expect(error?.description == "truncated: p at byte 16: found 3, expected \((UInt64(bits) + 7) / 8)")
    }

    @Test func fieldsMakeTheBlob() throws {
        let record = try #require(try golden("capi-private", "PRIVATEKEYBLOB DH2").first?.bytes("blob"))
        let view = try DHPrivateKeyBlob(parsing: record.span.bytes)
        let made = DHPrivateKeyBlob(
            keyAlgorithm: .dhStoreAndForward, p: view.p, g: view.g, privateValue: view.privateValue)
        #expect(try made.serialized() == record)
        let short = LittleEndianInteger(bytes: view.privateValue.bytes.extracting(first: 20))
        let wrong = DHPrivateKeyBlob(keyAlgorithm: .dhEphemeral, p: view.p, g: view.g, privateValue: short)
        let error = refusal { () throws(BlobError) in _ = try wrong.byteCount }
        #expect(error?.description == "lengthMismatch: x at byte 144: found 20, expected 64")
        let y = DHPublicKeyBlob(keyAlgorithm: .rsaSign, publicValue: view.g)
        let other = refusal { () throws(BlobError) in _ = try y.byteCount }
        #expect(other?.description == "badAlgorithm: aiKeyAlg at byte 4: found 0x2400")
    }
}

import GoldenVectors
import KeyBlob
import Testing

/// DSS keys in version 2.
@Suite struct DSSKeyBlobTests {
    @Test(
        arguments: try golden("capi-public", "PUBLICKEYBLOB DSS1") + golden("openssl-msblob", "PUBLICKEYBLOB DSA"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DSSPublicKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(blob.keyAlgorithm == .dssSign)
        #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
    }

    @Test(
        arguments: try golden("capi-private", "PRIVATEKEYBLOB DSS2") + golden("openssl-msblob", "PRIVATEKEYBLOB DSA"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try DSSPrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(blob.parameters, of: record)
        #expect(blob.privateValue.array == record.bytes("x")?.littleEndian(width: 20))
    }

    /// Seeds are numbers: Mono, which keeps them most significant byte first, writes them reversed.
    @Test(arguments: try golden("mono-dsa", "ExportCspBlob"))
    func monosKeys(_ record: GoldenRecord) throws {
        for key in ["public_blob", "convert_public_blob"] {
            let bytes = try #require(record.bytes(key))
            let blob = try DSSPublicKeyBlob(parsing: bytes.span.bytes)
            try expect(blob.parameters, of: record, seedIsReversed: true)
            #expect(blob.publicValue.array == record.bytes("y")?.littleEndian(width: blob.parameters.p.byteCount))
        }
        for key in ["private_blob", "convert_private_blob"] {
            let bytes = try #require(record.bytes(key))
            let blob = try DSSPrivateKeyBlob(parsing: bytes.span.bytes)
            try expect(blob.parameters, of: record, seedIsReversed: true)
            #expect(blob.privateValue.array == record.bytes("x")?.littleEndian(width: 20))
        }
    }

    /// What Wine made of the keys it had taken.
    @Test func winesExports() throws {
        let records = try golden("capi-public", "PUBLICKEYBLOB DSS1") + golden("capi-private", "PRIVATEKEYBLOB DSS2")
        let exported = samples(records, "exported_public") + samples(records, "exported_private")
        for sample in exported {
            let isPublic = sample.bytes[0] == 6
            let error =
                isPublic ? DSSPublicKeyBlob.refusal(of: sample.bytes) : DSSPrivateKeyBlob.refusal(of: sample.bytes)
            #expect(error == nil, "\(sample)")
        }
        #expect(exported.count == 10)
    }

    @Test func viewsBorrow() throws {
        let bytes = HandMade.dss1(512)
        let source = bytes.span.bytes
        let blob = try DSSPublicKeyBlob(parsing: source)
        #expect(blob.parameters.p.bytes.address == source.address + 16)
        #expect(blob.parameters.q.bytes.address == source.address + 80)
        #expect(blob.parameters.g.bytes.address == source.address + 100)
        #expect(blob.publicValue.bytes.address == source.address + 164)
        #expect(blob.parameters.seed.address == source.address + 232)
    }

    @Test func fieldsMakeTheBlob() throws {
        let numbers = HandMade(primeBits: 1024)
        let nothing: [UInt8] = []
        let parameters = DomainParameters(
            p: LittleEndianInteger(bytes: numbers.p.span.bytes), q: LittleEndianInteger(bytes: numbers.q.span.bytes),
            g: LittleEndianInteger(bytes: numbers.g.span.bytes), j: LittleEndianInteger(bytes: nothing.span.bytes),
            counter: 7, seed: numbers.seed.span.bytes)
        let y = LittleEndianInteger(bytes: numbers.y.span.bytes)
        #expect(try DSSPublicKeyBlob(parameters: parameters, publicValue: y).serialized() == HandMade.dss1(1024))
        let short = LittleEndianInteger(bytes: numbers.y.span.bytes.extracting(first: 127))
        let blob = DSSPublicKeyBlob(parameters: parameters, publicValue: short)
        let error = refusal { () throws(BlobError) in _ = try blob.byteCount }
        #expect(error?.description == "lengthMismatch: y at byte 292: found 127, expected 128")
        let pair = DSSPrivateKeyBlob(parameters: parameters, privateValue: short)
        let other = refusal { () throws(BlobError) in _ = try pair.byteCount }
        #expect(other?.description == "lengthMismatch: x at byte 292: found 127, expected 20")
    }

    @Test(arguments: [
        BitLength(512, []), BitLength(576, []), BitLength(1024, []),
        BitLength(448, [.bitLengthOutsideLimits]), BitLength(1088, [.bitLengthOutsideLimits]),
        BitLength(2048, [.bitLengthOutsideLimits]), BitLength(520, [.bitLengthNotMultipleOf64]),
        BitLength(1000, [.bitLengthNotMultipleOf64]),
        BitLength(1020, [.bitLengthNotWholeBytes, .bitLengthNotMultipleOf64]),
        BitLength(8, [.bitLengthOutsideLimits, .bitLengthNotMultipleOf64]),
        BitLength(1, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits, .bitLengthNotMultipleOf64]),
    ])
    func bitLength(_ length: BitLength) throws {
        let bytes = HandMade.dss1(Int(length.bits))
        let error = DSSPublicKeyBlob.refusal(of: bytes)
        #expect(error?.reason == (length.deviations.isEmpty ? nil : .badBitLength))
        var deviations = Deviations()
        let blob = try DSSPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == length.deviations)
        #expect(blob.parameters.p.byteCount == (Int(length.bits) + 7) / 8)
    }

    /// Bit lengths that no file holds a number for: nothing is allocated or read by the header's word.
    @Test(arguments: [0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8, 0xFFFF_FFFF] as [UInt32])
    func hugeBitLength(_ bits: UInt32) throws {
        let bytes = HandMade.dss1(512).replacing(UInt64(bits), at: 12)
        let error = DSSPublicKeyBlob.tolerantRefusal(of: bytes)
        #expect(error?.description == "truncated: p at byte 16: found 236, expected \((UInt64(bits) + 7) / 8)")
    }

    @Test(arguments: [
        (16, 0x00 as UInt8, "p at byte 16", Deviations.Kind.evenPrime), (79, 0x7F, "p at byte 16", .primeTooShort),
        (80, 0x00, "q at byte 80", .evenPrime), (99, 0x7F, "q at byte 80", .primeTooShort),
    ])
    func nonCanonicalPrimes(_ offset: Int, _ byte: UInt8, _ field: String, _ kind: Deviations.Kind) throws {
        let bytes = HandMade.dss1(512).replacing([byte], at: offset)
        #expect(DSSPublicKeyBlob.refusal(of: bytes)?.description == "nonCanonicalInteger: \(field)")
        #expect(try DSSPublicKeyBlob.deviations(in: bytes) == [kind: offset < 80 ? 16 : 80])
    }

    /// Whether g and y are in range is arithmetic: who imports the key has to look.
    @Test(arguments: [0, 1] as [UInt8])
    func numbersOutOfRangeAreTheImportersAffair(_ value: UInt8) throws {
        let number = [value] + [UInt8](repeating: 0, count: 63)
        for offset in [100, 164] {
            #expect(DSSPublicKeyBlob.refusal(of: HandMade.dss1(512).replacing(number, at: offset)) == nil)
        }
        let pMinus1 = HandMade(primeBits: 512).p.replacing([0x5A], at: 0)
        #expect(DSSPublicKeyBlob.refusal(of: HandMade.dss1(512).replacing(pMinus1, at: 164)) == nil)
    }

    /// Wine's DSS provider does not compare type and magic.
    @Test func anotherTypeIsForgiven() throws {
        let record = try #require(try golden("capi-private", "PRIVATEKEYBLOB DSS2").first?.bytes("blob"))
        let bytes = record.replacing([6], at: 0)
        #expect(
            DSSPrivateKeyBlob.refusal(of: bytes)?.description == "unknownBlobType: bType at byte 0: found 6, expected 7"
        )
        #expect(try DSSPrivateKeyBlob.deviations(in: bytes) == [.unexpectedBlobType: 0])
        #expect(DSSPublicKeyBlob.tolerantRefusal(of: bytes)?.reason == .badMagic)
    }
}

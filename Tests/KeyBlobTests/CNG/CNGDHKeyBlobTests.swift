import GoldenVectors
import KeyBlob
import Testing

@Suite struct CNGDHKeyBlobTests {
    @Test(arguments: try golden("cng-dh", "DHPUBLICBLOB"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDHPublicKeyBlob(parsing: bytes.span.bytes)
        expect(record, blob.modulus.array, blob.generator.array)
        #expect(blob.y.array == record.bytes("y")?.bigEndian(width: blob.modulus.byteCount))
        let made = CNGDHPublicKeyBlob(modulus: blob.modulus, generator: blob.generator, y: blob.y)
        #expect(try made.serialized() == bytes)
    }

    @Test(arguments: try golden("cng-dh", "DHPRIVATEBLOB"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDHPrivateKeyBlob(parsing: bytes.span.bytes)
        expect(record, blob.modulus.array, blob.generator.array)
        #expect(blob.y.array == record.bytes("y")?.bigEndian(width: blob.modulus.byteCount))
        #expect(blob.x.array == record.bytes("x")?.bigEndian(width: blob.modulus.byteCount))
        let made = CNGDHPrivateKeyBlob(modulus: blob.modulus, generator: blob.generator, y: blob.y, x: blob.x)
        #expect(try made.serialized() == bytes)
    }

    @Test(arguments: try golden("cng-dh", "DH parameters (BCRYPT_DH_PARAMETER_HEADER)"))
    func parametersEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDHParametersBlob(parsing: bytes.span.bytes)
        expect(record, blob.modulus.array, blob.generator.array)
        let made = CNGDHParametersBlob(modulus: blob.modulus, generator: blob.generator)
        #expect(try made.serialized() == bytes)
        let wrong = bytes.replacing(UInt64(bytes.count + 1), at: 0)
        #expect(CNGDHParametersBlob.refusal(of: wrong)?.reason == .lengthMismatch)
        #expect(try CNGDHParametersBlob.deviations(in: wrong) == [.lengthFieldDisagrees: 8])
    }

    private func expect(_ record: GoldenRecord, _ modulus: [UInt8], _ generator: [UInt8]) {
        #expect(modulus == record.bytes("p"))
        #expect(generator == record.bytes("g")?.bigEndian(width: modulus.count))
        #expect(record.number("bits") == UInt64(modulus.count * 8))
    }

    /// Wine asked once that a BLOB be long enough, not that it be as long as it says.
    @Test func exactLength() throws {
        let record = try #require(try golden("cng-dh", "DHPUBLICBLOB").first)
        let bytes = try #require(record.bytes("blob"))
        #expect(CNGDHPublicKeyBlob.refusal(of: bytes + [0])?.reason == .trailingBytes)
        #expect(CNGDHPublicKeyBlob.refusal(of: bytes.dropLast())?.reason == .truncated)
        #expect(CNGDHPublicKeyBlob.tolerantRefusal(of: bytes.dropLast())?.reason == .truncated)
    }

    @Test(arguments: [0x5555_5555, 0x8000_0000, 0xFFFF_FFFF] as [UInt64])
    func lengthsThatWrapIn32Bits(_ size: UInt64) throws {
        let record = try #require(try golden("cng-dh", "DHPRIVATEBLOB").first)
        let bytes = try #require(record.bytes("blob")).replacing(size, at: 4)
        let line = "truncated: Modulus at byte 8: found \(bytes.count - 8), expected \(size)"
        #expect(CNGDHPrivateKeyBlob.tolerantRefusal(of: bytes)?.description == line)
    }

    @Test func keyLengths() throws {
        for (size, fits) in [(56, false), (64, true), (65, false), (512, true), (520, false)] {
            let bytes = ascii("DHPB").appending(UInt32(size)) + pattern(size) + pattern(size) + pattern(size)
            #expect((CNGDHPublicKeyBlob.refusal(of: bytes) == nil) == fits, "\(size)")
            #expect(try CNGDHPublicKeyBlob.deviations(in: bytes) == (fits ? [:] : [.unexpectedKeyLength: 4]))
        }
    }
}

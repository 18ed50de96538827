import GoldenVectors
import KeyBlob
import Testing

@Suite struct KeyDataBlobTests {
    @Test(arguments: try golden("cng-symmetric", "KeyDataBlob"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let source = bytes.span.bytes
        let blob = try KeyDataBlob(parsing: source)
        #expect(blob.key.array == record.bytes("key"))
        #expect(blob.key.address == source.address + 12)
        let key = try #require(record.bytes("key"))
        #expect(try KeyDataBlob(key: key.span.bytes).serialized() == bytes)
    }

    /// 12 + cbKeyData is below 12 in 32 bits: a reader that adds them so reads behind the end.
    @Test(arguments: [0xFFFF_FFF4, 0xFFFF_FFF5, 0xFFFF_FFFF, 0x8000_0000] as [UInt32])
    func lengthsThatWrapIn32Bits(_ size: UInt32) throws {
        let bytes = ascii("KDBM").appending(1, size) + pattern(16)
        let line = "truncated: key at byte 12: found 16, expected \(size)"
        #expect(KeyDataBlob.refusal(of: bytes)?.description == line)
        #expect(KeyDataBlob.tolerantRefusal(of: bytes)?.description == line)
    }

    @Test func noKey() throws {
        let bytes = ascii("KDBM").appending(1, 0)
        #expect(KeyDataBlob.refusal(of: bytes)?.description == "badKeyLength: cbKeyData at byte 8: found 0")
        #expect(try KeyDataBlob.deviations(in: bytes) == [.unexpectedKeyLength: 8])
        let none: [UInt8] = []
        #expect(refusal { () throws(BlobError) in _ = try KeyDataBlob(key: none.span.bytes).byteCount } != nil)
    }

    /// Wine ignores what stands behind the key; Windows is not known to.
    @Test func bytesBehindTheKeyAreForgiven() throws {
        let bytes = ascii("KDBM").appending(1, 16) + pattern(17)
        #expect(KeyDataBlob.refusal(of: bytes)?.reason == .trailingBytes)
        #expect(try KeyDataBlob.deviations(in: bytes) == [.trailingBytes: 28])
    }
}

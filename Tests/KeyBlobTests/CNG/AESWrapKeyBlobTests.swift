import GoldenVectors
import KeyBlob
import Testing

@Suite struct AESWrapKeyBlobTests {
    @Test func everyWrappedKeyIsEightBytesLonger() throws {
        let records =
            try golden("cng-symmetric", "Rfc3565KeyWrapBlob") + golden("rfc-keywrap-rc2", "AES key wrap")
        #expect(records.count == 27)
        for record in records {
            let bytes = try #require(record.bytes("blob") ?? record.bytes("wrapped"))
            let blob = try AESWrapKeyBlob(parsing: bytes.span.bytes)
            #expect(blob.wrapped.byteCount == record.bytes("key").map { $0.count + 8 })
            #expect(try AESWrapKeyBlob(wrapped: blob.wrapped).serialized() == bytes)
        }
    }

    /// 32 bytes 0x22 under 16 bytes 0x11, as Windows wraps them (a conformance test of Wine that runs there); recomputed
    /// with Python's cryptography.
    @Test func windowsWrapsTheNakedKey() throws {
        let bytes = try #require(
            [UInt8](hex: "336e511025badbcecb25008551c0fa2166dd6d6746760f8a44e56531cb02529c69591aec672711aa"))
        #expect(try AESWrapKeyBlob(parsing: bytes.span.bytes).wrapped.byteCount == 40)
    }

    @Test(arguments: [0, 1, 8, 16, 23, 25, 28, 31, 33, 39])
    func lengthsThatNoWrapHas(_ count: Int) {
        let error = AESWrapKeyBlob.refusal(of: pattern(count))
        #expect(error?.description == "truncated: wrapped at byte 0")
        #expect(AESWrapKeyBlob.tolerantRefusal(of: pattern(count)) == error)
    }
}

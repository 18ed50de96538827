import CipherCore
import GoldenVectors
import Testing

struct AESRoundKeysTests {
    /// FIPS 197 appendix A.2 (the other lengths are in the records of KEYSTATEBLOBs): the first and the last word.
    @Test func aes192() throws {
        let key = bytes("8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b")
        let keys = try AESRoundKeys.encryption(key: key.span.bytes)
        #expect(keys.count == 208)
        #expect(hex(keys).hasPrefix(hex(key) + "fe0c91f72402f5a5ec12068e6c827f6b0e7a95b95c56fec2"))
        #expect(hex(keys).hasSuffix("e98ba06f448c773c8ecc720401002202"))
    }

    @Test(arguments: try GoldenVectors.load("capi-constructed").filter { $0.format == "KEYSTATEBLOB AES" })
    func theRecords(_ record: GoldenRecord) throws {
        let key = try #require(record.bytes("key"))
        #expect(hex(try AESRoundKeys.encryption(key: key.span.bytes)) == record.string("encryption_state"))
        #expect(hex(try AESRoundKeys.decryption(key: key.span.bytes)) == record.string("decryption_state"))
    }

    @Test(arguments: [0, 15, 17, 23, 31, 33])
    func otherLengths(_ byteCount: Int) {
        let key = [UInt8](repeating: 1, count: byteCount)
        #expect(refusal { _ = try AESRoundKeys.encryption(key: key.span.bytes) } == .illegalKeyLength)
        #expect(refusal { _ = try AESRoundKeys.decryption(key: key.span.bytes) } == .illegalKeyLength)
    }
}

import KeyBlob
import Testing

@Suite struct DPAPIBlobTests {
    @Test func fields() throws {
        let bytes = try sample("DPAPI BLOB", 0)
        let blob = try DPAPIBlob(parsing: bytes.span.bytes)
        #expect(blob.flags == 0x2000_0000)
        #expect(blob.blobDescription.byteCount == 58)
        #expect(blob.masterKeyGUID.array == Array(bytes[24..<40]))
        #expect(blob.cipherAlgorithm == .aes256 && blob.cipherKeyBitLength == 256)
        #expect(blob.hashAlgorithm == .sha512 && blob.hashBitLength == 512)
        #expect(blob.salt.byteCount == 32 && blob.hmacKey.isEmpty && blob.hmac2Key.byteCount == 32)
        #expect(blob.data.byteCount == 112 && blob.signature.byteCount == 64)
        #expect(blob.signature.array == Array(bytes.suffix(64)))
    }

    @Test func descriptions() throws {
        let bytes = try sample("DPAPI BLOB", 0)
        let unterminated = bytes.replacing([UInt8(ascii: "!")], at: 48 + 56)
        #expect(DPAPIBlob.refusal(of: unterminated)?.description == "badString: szDescription at byte 48")
        #expect(try DPAPIBlob.deviations(in: unterminated) == [.textNotTerminated: 48])
    }

    /// The provider's GUID is what the BLOB is known by; nobody gets around it.
    @Test(arguments: 4..<20)
    func otherProviders(_ offset: Int) throws {
        let bytes = try sample("DPAPI BLOB", 1).flipping(bit: offset * 8)
        #expect(DPAPIBlob.tolerantRefusal(of: bytes)?.reason == .badMagic)
    }

    @Test func trailingBytes() throws {
        let bytes = try sample("DPAPI BLOB", 2)
        #expect(try DPAPIBlob.deviations(in: bytes + [0]) == [.trailingBytes: bytes.count])
    }
}

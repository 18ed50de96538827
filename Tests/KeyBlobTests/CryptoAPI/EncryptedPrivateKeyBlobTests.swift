import GoldenVectors
import KeyBlob
import Testing

@Suite struct EncryptedPrivateKeyBlobTests {
    @Test(arguments: try golden("capi-private-encrypted", "PRIVATEKEYBLOB encrypted"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try EncryptedPrivateKeyBlob(parsing: bytes.span.bytes)
        #expect(blob.version == 2)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("rsa_algid"))
        #expect(blob.encrypted.array == Array(bytes.dropFirst(8)))
        #expect(try blob.serialized() == bytes)
        let plain = try #require(record.bytes("private_blob"))
        #expect(plain.prefix(8) == bytes.prefix(8))
        #expect(EncryptedPrivateKeyBlob.refusal(of: plain)?.description == "badMagic: encrypted at byte 8")
        #expect(RSAPrivateKeyBlob.tolerantRefusal(of: bytes)?.reason == .badMagic)
    }

    @Test func everyRecordWasAsked() throws {
        #expect(try GoldenVectors.load("capi-private-encrypted").count == 56)
    }

    /// A key in the clear is none, whatever is done to its magic: its bit lengths still fit.
    @Test func plainKeysAreNot() throws {
        let plain =
            try samples(golden("capi-private", "PRIVATEKEYBLOB"))
            + samples(golden("capi-private", "PRIVATEKEYBLOB DSS2"))
            + samples(golden("capi-private", "PRIVATEKEYBLOB DSS4 (version 3)"))
            + samples(golden("capi-private", "PRIVATEKEYBLOB DH2"))
            + samples(golden("capi-private", "PRIVATEKEYBLOB DH4 (version 3)"))
        #expect(plain.count == 67)
        for sample in plain {
            for magic in [nil, 0, 0x3341_5352, 0x1234_5678] as [UInt64?] {
                let blob = magic.map { sample.bytes.replacing($0, at: 8) } ?? sample.bytes
                #expect(EncryptedPrivateKeyBlob.refusal(of: blob)?.reason == .badMagic, "\(sample)")
                #expect(EncryptedPrivateKeyBlob.tolerantRefusal(of: blob)?.reason == .badMagic, "\(sample)")
            }
        }
    }

    /// Keys of every algorithm may be encrypted: here by a stream cipher that turns every bit around.
    @Test(arguments: ["DSS2", "DSS4 (version 3)", "DH2", "DH4 (version 3)"])
    func keysOfOtherAlgorithms(_ format: String) throws {
        for sample in try samples(golden("capi-private", "PRIVATEKEYBLOB \(format)")) {
            let bytes = Array(sample.bytes.prefix(8)) + sample.bytes.dropFirst(8).map { ~$0 }
            let blob = try EncryptedPrivateKeyBlob(parsing: bytes.span.bytes)
            #expect(blob.version == sample.bytes[1])
            #expect(try blob.serialized() == bytes)
            // One byte more is of no length that encrypting makes, where the lengths of the key's parts are bound.
            let expected: BlobError.Reason? = sample.bytes[1] == 3 ? nil : .truncated
            #expect(EncryptedPrivateKeyBlob.refusal(of: bytes + [0])?.reason == expected, "\(sample)")
        }
    }

    @Test func rsaHasNoVersion3() throws {
        let record = try #require(try GoldenVectors.load("capi-private-encrypted").first?.bytes("blob"))
        let bytes = record.replacing([3], at: 1)
        #expect(
            EncryptedPrivateKeyBlob.refusal(of: bytes)?.description == "badAlgorithm: aiKeyAlg at byte 4: found 0xa400")
    }

    /// How a provider pads is not documented: other lengths are forgiven.
    @Test(arguments: [0, 1, 7, 8, 64, 151, 227, 229, 301, 303, 306])
    func otherLengths(_ byteCount: Int) throws {
        let bytes = [7, 2, 0, 0].appending(0xA400) + [UInt8](repeating: 0xC7, count: byteCount)
        let error = EncryptedPrivateKeyBlob.refusal(of: bytes)
        #expect(error?.description == "truncated: encrypted at byte 8")
        #expect(try EncryptedPrivateKeyBlob.deviations(in: bytes) == [.unexpectedWrappedLength: 8])
    }

    /// The lengths of RC4 are those of the plain keys: 12 + 9n / 2, and one half more where n is odd.
    @Test(arguments: [384, 512, 1000, 1016, 1024, 1032, 1040, 2040, 2048, 4096, 16384])
    func lengthsOfRC4(_ bits: Int) {
        let n = bits / 8
        let bytes = [7, 2, 0, 0].appending(0x2400) + [UInt8](repeating: 0xC7, count: 12 + 2 * n + 5 * ((n + 1) / 2))
        #expect(EncryptedPrivateKeyBlob.refusal(of: bytes) == nil)
    }
}

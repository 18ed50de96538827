import GoldenVectors
import KeyBlob
import Testing

/// OPAQUEKEYBLOB of this package for keys in tokens. That it is damaged is seen by its seal: `KeyTokenTests`.
@Suite struct OpaqueTokenKeyBlobTests {
    /// References of version 1 stay readable for ever.
    @Test(arguments: try golden("capi-constructed", "OPAQUEKEYBLOB SKT1"))
    func version1(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try OpaqueTokenKeyBlob(parsing: bytes.span.bytes)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.sealMethod.rawValue) == record.number("seal_method"))
        #expect(UInt64(blob.permissions) == record.number("permissions"))
        #expect(UInt64(blob.mode) == record.number("mode"))
        let label = Array(try #require(record.string("label")).utf8)
        let serialNumber = Array(try #require(record.string("serial")).utf8)
        #expect(blob.tokenLabel.array == label + [UInt8](repeating: 0x20, count: 32 - label.count))
        #expect(blob.tokenSerialNumber.array == serialNumber + [UInt8](repeating: 0x20, count: 16 - serialNumber.count))
        #expect(blob.identifier.array == record.bytes("key_id"))
        #expect(blob.initializationVector.array == record.bytes("iv"))
        #expect(blob.feedback.array == record.bytes("feedback"))
        #expect(blob.keyDigest.array == record.bytes("key_digest"))
        #expect(blob.seal.array == record.bytes("seal"))
        let written = OpaqueTokenKeyBlob(
            keyAlgorithm: blob.keyAlgorithm, sealMethod: blob.sealMethod, permissions: blob.permissions,
            mode: blob.mode, tokenLabel: blob.tokenLabel, tokenSerialNumber: blob.tokenSerialNumber,
            identifier: blob.identifier, initializationVector: blob.initializationVector, feedback: blob.feedback,
            keyDigest: blob.keyDigest, seal: blob.seal)
        #expect(try written.serialized() == bytes)
        // To a reader that does not know the magic it is somebody's body, unless it is of a pair, which no other has.
        #expect((OpaqueKeyBlob.refusal(of: bytes) == nil) == (blob.keyDigest.byteCount == 0))
        #expect(OpaqueSessionKeyBlob.refusal(of: bytes) != nil)
    }

    /// What belongs to a pair does not go with a session key, and the other way round.
    @Test(arguments: [
        (0, 20, 3, "badAlgorithm: objectClass at byte 20: found 0x3"),
        (0, 28, 0, "badAlgorithm: mode at byte 28: found 0x0"),
        (0, 84, 8, "lengthMismatch: cbIV at byte 84: found 8"),
        (0, 88, 32, "lengthMismatch: cbKeyDigest at byte 88: found 32"),
        (1, 84, 16, "lengthMismatch: cbIV at byte 84: found 16"),
        (2, 20, 4, "badAlgorithm: objectClass at byte 20: found 0x4"),
        (2, 28, 1, "badAlgorithm: mode at byte 28: found 0x1"),
        (2, 88, 0, "lengthMismatch: cbKeyDigest at byte 88: found 0"),
    ])
    func mixedKinds(_ sample: Int, _ offset: Int, _ value: UInt64, _ description: String) throws {
        let record = try golden("capi-constructed", "OPAQUEKEYBLOB SKT1")[sample]
        let blob = try #require(record.bytes("blob")).replacing(value, at: offset)
        #expect(OpaqueTokenKeyBlob.refusal(of: blob)?.description == description)
        #expect(OpaqueTokenKeyBlob.tolerantRefusal(of: blob)?.description == description)
    }
}

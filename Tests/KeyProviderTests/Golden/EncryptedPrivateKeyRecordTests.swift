import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// `capi-private-encrypted`: PRIVATEKEYBLOBs under the session keys of Wine's providers.
struct EncryptedPrivateKeyRecordTests {
    static func records() throws -> [GoldenRecord] { try golden("capi-private-encrypted", "PRIVATEKEYBLOB encrypted") }

    @Test func everyRecordIsTested() throws {
        #expect(try GoldenVectors.load("capi-private-encrypted").count == 56)
        #expect(try Self.records().count == 56)
    }

    /// The record's session key, with its IV.
    private func sessionKey(_ record: GoldenRecord) throws -> SessionKey {
        var key = try SessionKey.of(record)
        if let iv = record.bytes("iv"), !iv.isEmpty { try key.setInitializationVector(iv.span.bytes) }
        return key
    }

    @Test(arguments: try records())
    func opensAndMakesTheRecord(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let plain = try record.required("private_blob")
        let key = try sessionKey(record)
        let pair = try KeyPair(importing: blob.span.bytes, decryptingWith: key)
        #expect(try pair.exported() == plain)
        #expect(try pair.algorithm == record.algorithm("rsa_algid"))
        // The key has not moved: it makes the same BLOB, twice.
        for _ in 0..<2 { #expect(try pair.exportBlob(encryptedBy: key) == blob) }

        let locked = try KeyPair(importing: blob.span.bytes, decryptingWith: key, isExportable: false)
        #expect(refusal { try locked.exportBlob(encryptedBy: key) } == .notExportable)
    }

    /// Another key: garbage behind bad padding, or behind good, is one error.
    @Test(arguments: try records())
    func anotherKeyOpensNothing(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let algorithm = try record.algorithm()
        for seed in 100..<140 as Range<UInt32> {
            let stranger = try SessionKey(sample: algorithm, record.required("key").count, seed: seed)
            #expect(
                refusal { try KeyPair(importing: blob.span.bytes, decryptingWith: stranger) } == .unwrapFailed)
        }
    }
}

import GoldenVectors
import KeyBlob
import Testing

@Suite struct KeyStateBlobTests {
    @Test(
        arguments: try golden("capi-constructed", "KEYSTATEBLOB RC4") + golden("capi-constructed", "KEYSTATEBLOB DES")
            + golden("capi-constructed", "KEYSTATEBLOB AES"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try KeyStateBlob(parsing: bytes.span.bytes)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(blob.key.array == record.bytes("key"))
        #expect(blob.sBox.array == record.bytes("s_box") ?? [])
        #expect(UInt64(blob.i) == record.number("i") ?? 0)
        #expect(UInt64(blob.j) == record.number("j") ?? 0)
        #expect(blob.iv.array == record.bytes("iv") ?? [])
        #expect(blob.encryptionState.array == record.bytes("encryption_state") ?? [])
        #expect(blob.decryptionState.array == record.bytes("decryption_state") ?? [])
        #expect(blob.feedback.array == record.bytes("feedback") ?? [])
        if blob.keyAlgorithm == .rc4 {
            let made = KeyStateBlob(rc4Key: blob.key, sBox: blob.sBox, i: blob.i, j: blob.j)
            #expect(try made.serialized() == bytes)
        } else {
            let made = KeyStateBlob(
                keyAlgorithm: blob.keyAlgorithm, key: blob.key, iv: blob.iv, encryptionState: blob.encryptionState,
                decryptionState: blob.decryptionState, feedback: blob.feedback)
            #expect(try made.serialized() == bytes)
        }
    }

    /// The lengths of the SDK's structures, and the header.
    @Test(arguments: [(0x6801, 274), (0x6601, 24), (0x6603, 40), (0x660E, 400), (0x6610, 544)] as [(UInt32, Int)])
    func structures(_ algorithm: UInt32, _ byteCount: Int) throws {
        let records = try GoldenVectors.load("capi-constructed").filter { $0.format.hasPrefix("KEYSTATEBLOB") }
        let sizes = records.filter { $0.number("algid") == UInt64(algorithm) }.compactMap { $0.bytes("blob")?.count }
        #expect(!sizes.isEmpty && sizes.allSatisfy { $0 == 8 + byteCount })
        let rest = [UInt8](repeating: 0, count: byteCount - 1)
        #expect(KeyStateBlob.refusal(of: [12, 2, 0, 0].appending(algorithm) + rest) != nil)
    }

    /// RC4 only ever swaps the bytes of its S-box.
    @Test(arguments: [0, 1, 100, 254])
    func theSBoxIsAPermutation(_ index: Int) throws {
        let bytes = try #require(try golden("capi-constructed", "KEYSTATEBLOB RC4").first?.bytes("blob"))
        let twice = bytes.replacing([bytes[24 + index + 1]], at: 24 + index)
        #expect(KeyStateBlob.refusal(of: twice)?.description == "inconsistentKey: SBox at byte 24")
        #expect(KeyStateBlob.tolerantRefusal(of: twice)?.reason == .inconsistentKey)
        let swapped = twice.replacing([bytes[24 + index]], at: 24 + index + 1)
        #expect(KeyStateBlob.refusal(of: swapped) == nil)
    }

    /// No structure is published for these.
    @Test(arguments: [0x6602, 0x6609, 0x660F, 0x4C06] as [UInt32])
    func otherAlgorithms(_ algorithm: UInt32) throws {
        let bytes = [12, 2, 0, 0].appending(algorithm) + [UInt8](repeating: 1, count: 100)
        #expect(KeyStateBlob.refusal(of: bytes)?.reason == .badAlgorithm)
        #expect(try KeyStateBlob.deviations(in: bytes) == [.unexpectedKeyAlgorithm: 4, .trailingBytes: 8])
    }

    @Test func wrongLengthsAreNotWritten() throws {
        let record = try #require(try golden("capi-constructed", "KEYSTATEBLOB DES").first?.bytes("blob"))
        let des = try KeyStateBlob(parsing: record.span.bytes)
        let wrong = KeyStateBlob(
            keyAlgorithm: .tripleDES, key: des.key, iv: des.iv, encryptionState: des.encryptionState,
            decryptionState: des.decryptionState, feedback: des.feedback)
        let error = refusal { () throws(BlobError) in _ = try wrong.byteCount }
        #expect(error?.description == "lengthMismatch: Key at byte 8: found 8, expected 24")
    }
}

import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// Stored keys of version 1 open for ever; they are checked by the page alone with Python's cryptography, too.
struct StoredKeyGoldenTests {
    static let file = "keyblob-stored-key-1"

    private func load(_ bytes: [UInt8], _ record: GoldenRecord) throws -> SessionKey {
        let owner = try exchangePair(of: record)
        let name = try #require(record.string("name"))
        return try StoredKey(reading: bytes.span.bytes).load(name, with: owner, signedBy: owner.publicKey)
    }

    @Test(arguments: try GoldenVectors.load(file)) func opens(_ record: GoldenRecord) throws {
        var key = try load(#require(record.bytes("stored")), record)
        #expect(try plaintextBlob(of: key) == record.bytes("key_blob"))
        let plaintext = try #require(record.bytes("plaintext"))
        #expect(try key.encrypt(plaintext.span.bytes) == record.bytes("ciphertext"))
    }

    @Test func everyRecordIsTested() throws { #expect(try GoldenVectors.load(Self.file).count == 5) }

    @Test(arguments: try GoldenVectors.load(file)) func everyByteAndLength(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("stored"))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << (index % 8)
            switch refusal({ _ = try load(changed, record) }) {
            case .malformed, .storedKey(.badSignature): break
            case let error: Issue.record("byte \(index): \(String(describing: error))")
            }
            switch refusal({ _ = try load(Array(bytes[..<index]), record) }) {
            case .malformed: break
            case let error: Issue.record("\(index) bytes: \(String(describing: error))")
            }
        }
    }
}

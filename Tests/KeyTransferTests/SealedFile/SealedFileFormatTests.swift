import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// The format as `docs/sealed-file.md` has it.
struct SealedFileFormatTests {
    /// A file of version 1 opens for ever.
    @Test(arguments: try GoldenVectors.load("keyblob-sealed-1")) func opens(_ record: GoldenRecord) throws {
        let privateBlob = try #require(record.bytes("rsa_private_blob"))
        let pair = try KeyPair(importing: privateBlob.span.bytes)
        let file = try #require(record.bytes("file"))
        var sender: PublicKey?
        if let blob = record.bytes("sender_public_blob") { sender = try PublicKey(importing: blob.span.bytes) }
        let opened = openSealed(file, with: pair, sender: sender)
        #expect(opened.error == nil)
        #expect(opened.output == record.bytes("plaintext"))
    }

    @Test func everyRecordIsTested() throws { #expect(try GoldenVectors.load("keyblob-sealed-1").count == 2) }

    /// A recipient, who has the session key, makes the MAC of a header with others' signature: whoever asks for the
    /// sender notices.
    @Test func aSignatureIsOfItsRecipients() throws {
        let sender = try exchangePair(bits: 1024)
        let other = try exchangePair(bits: 4096)
        let sealed = try SealedSample(sample(30), signedBy: sender.duplicate())
        var (source, sink) = (MemorySource(sealed.file), MemorySink())
        let unlocked = try SealedFileHeader(reading: &source).unlock(with: sealed.pair)
        try unlocked.rewrap(
            &source, into: &sink, for: [SealedFileRecipient(other.publicKey)], signedBy: sender.duplicate())
        #expect(openSealed(sink.bytes, with: other, sender: sender.publicKey).output == sample(30))

        let end = try sealedHeader(of: sink.bytes).byteCount
        let signature = sealed.header.suffix(32 + 128).prefix(128)
        let front = sink.bytes[..<(end - 32 - 128)] + signature
        let forged = try front + mac(of: front, sealed.pair) + sink.bytes[end...]
        #expect(openSealed(Array(forged), with: other).output == sample(30))
        let opened = openSealed(Array(forged), with: other, sender: sender.publicKey)
        #expect(opened.error == .sealedFile(.badSignature) && opened.output.isEmpty)
    }

    /// The MAC of a header whose first recipient is `pair`, of 2048 bits.
    private func mac(of header: ArraySlice<UInt8>, _ pair: borrowing KeyPair) throws -> [UInt8] {
        let blob = Array(header[92..<92 + 12 + 256])
        let key = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair, padding: .oaep)
        // BLOB header and length come before the key.
        let secret = try Array(plaintextBlob(of: key)[12...])
        let salt = Array(header[12..<44])
        let label = Array("keyblob sealed file header 1".utf8)
        let headerKey = try HKDF.derive(
            .sha256, secret: secret.span.bytes, salt: salt.span.bytes, info: label.span.bytes, byteCount: 32)
        let data = Array(header)
        return try HMAC.authenticationCode(.sha256, key: headerKey.bytes, data: data.span.bytes).withUnsafeBytes {
            Array($0)
        }
    }
}

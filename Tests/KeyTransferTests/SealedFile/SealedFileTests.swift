import CipherCore
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// Sealing and opening whole files.
struct SealedFileTests {
    static let lengths = [
        0, 1, 15, 65535, 65536, 65537, 131_072, 4 * 65536 - 1, 4 * 65536, 4 * 65536 + 1, 5 * 65536, 5_000_000,
    ]

    @Test(arguments: lengths, [Int.max, 4097])
    func opensWhatItSealed(byteCount: Int, portion: Int) throws {
        let pair = try exchangePair(bits: 2048)
        let file = try seal(sample(byteCount), for: [SealedFileRecipient(pair.publicKey)], portion: portion)
        let chunkCount = max(1, (byteCount + 65535) / 65536)
        #expect(try file.count == sealedHeader(of: file).byteCount + byteCount + 16 * chunkCount)
        let opened = openSealed(file, with: pair, portion: portion)
        #expect(opened.error == nil)
        #expect(opened.output.elementsEqual(sample(byteCount)))
    }

    @Test func memoryDoesNotGrowWithTheFile() throws {
        let pair = try exchangePair(bits: 2048)
        var (source, sink) = (MemorySource(sample(9_000_000)), MemorySink())
        try SealedFile.seal(&source, into: &sink, for: [SealedFileRecipient(pair.publicKey)])
        var (sealed, opened) = (MemorySource(sink.bytes), MemorySink())
        try SealedFile.open(&sealed, into: &opened, with: pair)
        #expect(opened.bytes.elementsEqual(source.bytes))
        #expect(source.longestBuffer <= 5 * 65536 && sealed.longestBuffer <= 5 * 65552)
        #expect(source.readsTooMany == 0 && sealed.readsTooMany == 0)
    }

    @Test func noTwoFilesAreAlike() throws {
        let one = try SealedSample(byteCount: 100)
        let other = try SealedSample(byteCount: 100)
        #expect(one.chunks != other.chunks && one.header != other.header)
    }

    @Test func everyRecipientOpensAndNobodyElse() throws {
        let first = try exchangePair(bits: 2048)
        let second = try exchangePair(bits: 4096)
        let stranger = try exchangePair(bits: 1024)
        let recipients = [
            SealedFileRecipient(first.publicKey), SealedFileRecipient(second.publicKey, role: .escrow),
            SealedFileRecipient(first.publicKey),
        ]
        let file = try seal(sample(100), for: recipients)
        #expect(
            try sealedHeader(of: file).recipients == [
                KeyIdentity(of: first.publicKey), KeyIdentity(of: second.publicKey),
            ])
        #expect(openSealed(file, with: first).output == sample(100))
        #expect(openSealed(file, with: second).output == sample(100))
        #expect(openSealed(file, with: stranger).error == .sealedFile(.notARecipient))
        #expect(refusal { _ = try seal([], for: []) } == .sealedFile(.noRecipients))
    }

    @Test func weakRecipientsNeedLeave() throws {
        let short = try exchangePair(bits: 1024)
        let long = try exchangePair(bits: 2048)
        for recipient in [SealedFileRecipient(short.publicKey), SealedFileRecipient(long.publicKey, padding: .pkcs1)] {
            #expect(refusal { _ = try seal([], for: [recipient]) } == .provider(.weakKeyRefused))
            let file = try seal(sample(9), for: [recipient], allowing: .weakKeys)
            let isShort = recipient.key == short.publicKey
            #expect((isShort ? openSealed(file, with: short) : openSealed(file, with: long)).output == sample(9))
        }
    }

    /// The SIMPLEBLOB in it is CryptoAPI's own.
    @Test func theBlobIsASimpleBlob() throws {
        let sealed = try SealedSample(byteCount: 5)
        // Front, salt, count; then identity, role, padding and length of the one entry.
        let start = 12 + 32 + 4 + 32 + 4 + 4 + 4
        let blob = Array(sealed.file[start..<start + 12 + 256])
        let key = try SessionKey(importing: blob.span.bytes, unwrappingWith: sealed.pair, padding: .oaep)
        #expect(key.algorithm == .aes256 && key.keyBitLength == 256)
    }

    @Test func errorsOfTheStreamsPass() throws {
        let pair = try exchangePair(bits: 2048)
        let recipients = [SealedFileRecipient(pair.publicKey)]
        for failsAt in [0, 70_000, 3_000_000] {
            var (source, sink) = (MemorySource(sample(4_000_000), failsAt: failsAt), MemorySink())
            #expect(refusal { try SealedFile.seal(&source, into: &sink, for: recipients) } == MemorySource.failure)
            #expect(source.readsTooMany == 0)
        }
        for capacity in [0, 1000, 2_200_000] {
            var (source, sink) = (MemorySource(sample(4_000_000)), MemorySink(capacity: capacity))
            #expect(refusal { try SealedFile.seal(&source, into: &sink, for: recipients) } == MemorySink.failure)
            #expect(sink.writesTooMany == 0)
        }
    }

    @Test func aSignatureIsCheckedBeforeAnythingIsWritten() throws {
        let sender = try exchangePair(bits: 4096)
        let other = try exchangePair(bits: 1024)
        let signed = try SealedSample(sample(50), signedBy: sender.duplicate())
        let unsigned = try SealedSample(byteCount: 50)
        #expect(try sealedHeader(of: signed.file).signer == KeyIdentity(of: sender.publicKey))
        #expect(try sealedHeader(of: unsigned.file).signer == nil)
        #expect(openSealed(signed.file, with: signed.pair).output == sample(50))
        #expect(openSealed(signed.file, with: signed.pair, sender: sender.publicKey).output == sample(50))
        for opened in [
            openSealed(signed.file, with: signed.pair, sender: other.publicKey),
            openSealed(unsigned.file, with: unsigned.pair, sender: sender.publicKey),
        ] {
            #expect(opened.error == .sealedFile(.badSignature) && opened.output.isEmpty)
        }
    }
}

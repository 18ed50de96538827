import CipherCore
import KeyProvider
import KeyTransfer
import Testing

/// Sealed files that somebody has changed.
struct SealedFileDamageTests {
    @Test func everyByteCounts() throws {
        let sealed = try SealedSample(byteCount: 40)
        for index in sealed.file.indices {
            for bits: UInt8 in [0x01, 0x80] {
                var file = sealed.file
                file[index] ^= bits
                let opened = sealed.open(file)
                #expect(opened.error != nil && opened.output.isEmpty, "byte \(index)")
                // The one chunk is a short one.
                #expect((opened.error == .sealedFile(.truncated)) == (index >= sealed.headerByteCount))
            }
        }
    }

    @Test func everyByteOfASignedHeaderCounts() throws {
        let sender = try exchangePair(bits: 1024)
        let sealed = try SealedSample([], signedBy: sender.duplicate())
        for index in sealed.header.indices {
            var file = sealed.file
            file[index] ^= 4
            #expect(sealed.open(file).error != nil, "byte \(index)")
        }
    }

    @Test func everyLengthCounts() throws {
        let sealed = try SealedSample(byteCount: 40)
        for count in sealed.file.indices {
            let opened = sealed.open(Array(sealed.file[..<count]))
            #expect(opened.output.isEmpty)
            if count < sealed.headerByteCount {
                guard case .malformed? = opened.error else {
                    Issue.record("\(count) bytes: \(String(describing: opened.error))")
                    continue
                }
            } else {
                #expect(opened.error == .sealedFile(.truncated), "\(count) bytes")
            }
        }
    }

    /// A blob that does not open and a MAC that is wrong look alike, with either padding.
    @Test(arguments: [WrapPadding.oaep, .pkcs1])
    func aBlobThatDoesNotOpenLooksLikeAWrongMAC(padding: WrapPadding) throws {
        let pair = try exchangePair(bits: 2048)
        let file = try seal(
            sample(3), for: [SealedFileRecipient(pair.publicKey, padding: padding)], allowing: .weakKeys)
        let (blob, end) = (88 + 12, try sealedHeader(of: file).byteCount)
        // In the ciphertext, in the padding's name, in the BLOB's algorithm, in the salt and in the MAC.
        for index in [blob, blob + 100, 84, 88 + 4, 20, end - 1] {
            var damaged = file
            damaged[index] ^= 1
            #expect(openSealed(damaged, with: pair).error == .sealedFile(.damaged), "byte \(index)")
        }
    }

    @Test func chunksStayInTheirPlaces() throws {
        let sealed = try SealedSample(byteCount: 3 * 65536 + 100)
        let other = try SealedSample(byteCount: 3 * 65536 + 100)
        let (mine, foreign) = (sealed.chunks, other.chunks)
        try #require(mine.count == 4)
        #expect(sealed.open(chunks: mine).output == sealed.plaintext)
        for chunks in [
            [mine[1], mine[0], mine[2], mine[3]], [mine[0], mine[2], mine[1], mine[3]],
            [mine[0], mine[0], mine[2], mine[3]], [mine[0], mine[1], foreign[2], mine[3]],
            [mine[0], mine[1], mine[2], foreign[2]], mine + foreign, foreign,
        ] {
            let opened = sealed.open(chunks: chunks)
            #expect(opened.error == .sealedFile(.damaged) && opened.output.isEmpty)
        }
        // Nobody can tell a short last chunk from another file from one that was cut.
        for chunks in [
            [mine[0], mine[1], mine[3]], [mine[0], mine[1], mine[2], foreign[3]], [mine[3]], mine + [mine[3]],
        ] {
            let opened = sealed.open(chunks: chunks)
            #expect(opened.error == .sealedFile(.truncated) && opened.output.isEmpty)
        }
    }

    /// In the first batch and in a later one, between chunks, in their text and in their tags; of a file whose last chunk is
    /// short, full, the first.
    @Test(arguments: [0, 1, 65536, 65537, 5 * 65536, 5 * 65536 + 100])
    func everyCutIsNoticed(byteCount: Int) throws {
        let sealed = try SealedSample(byteCount: byteCount)
        let starts = Array(stride(from: sealed.headerByteCount, to: sealed.file.count, by: SealedSample.sealedChunk))
        for (number, start) in starts.enumerated() {
            for kept in [0, 1, 15, 16, 17, 30_000, 65535, 65536, 65537, 65551] where start + kept < sealed.file.count {
                let opened = sealed.open(Array(sealed.file[..<(start + kept)]))
                #expect(opened.error == .sealedFile(.truncated), "\(kept) bytes of chunk \(number)")
                // Whole batches of four chunks have gone out, but for one that may have been the last.
                let writtenCount = max(0, kept == 0 ? number - 1 : number) / 4 * 4 * 65536
                #expect(opened.output.elementsEqual(sealed.plaintext[..<writtenCount]), "chunk \(number)")
            }
        }
    }

    @Test func moreThanWasSealedIsDamage() throws {
        for byteCount in [65536, 4 * 65536] {
            let sealed = try SealedSample(byteCount: byteCount)
            for extra in [1, 16, 17, 65552] {
                let opened = sealed.open(sealed.file + [UInt8](repeating: 0, count: extra))
                #expect(opened.error == .sealedFile(.damaged) && opened.output.isEmpty, "\(extra)")
            }
        }
    }

    /// What was written before a later batch turned out damaged is a prefix of the plaintext, of whole batches.
    @Test func nothingOfABadBatchIsWritten() throws {
        let sealed = try SealedSample(byteCount: 70 * 65536)
        for (chunk, good) in [(0, 0), (3, 0), (40, 40), (43, 40), (69, 68)] {
            var file = sealed.file
            file[sealed.headerByteCount + chunk * 65552] ^= 1
            let opened = sealed.open(file)
            #expect(opened.error == .sealedFile(.damaged))
            #expect(opened.output.elementsEqual(sealed.plaintext[..<(good * 65536)]))
        }
    }

    /// A length that nothing stands behind is refused without so much memory.
    @Test func lengthsWithoutBytes() throws {
        let sealed = try SealedSample(byteCount: 1)
        for (offset, value) in [(8, 0x0020_0000), (8, 0xFFFF_FFFF), (44, 1025), (44, 0), (44, 0xFFFF_FFFF)] {
            var file = sealed.file
            for byte in 0..<4 { file[offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
            var (source, sink) = (MemorySource(file), MemorySink())
            let error = refusal { try SealedFile.open(&source, into: &sink, with: sealed.pair) }
            guard case .malformed? = error else {
                Issue.record("\(offset): \(String(describing: error))")
                continue
            }
            #expect(source.longestBuffer <= 65536)
        }
    }
}

import CipherCore
import KeyProvider
import KeyTransfer
import Testing

/// Parts of sealed files, and sealed files for others.
struct SealedFileRangeTests {
    private func open(
        _ sealed: borrowing SealedSample, _ file: [UInt8], from offset: Int, count: Int?
    ) throws -> (output: [UInt8], readByteCount: Int) {
        var (source, sink) = (MemoryFile(file), MemorySink())
        var unlocked = try SealedFileHeader(reading: &source).unlock(with: sealed.pair)
        try unlocked.open(from: UInt64(offset), count: count.map(UInt64.init), of: &source, into: &sink)
        return (sink.bytes, source.readByteCount)
    }

    @Test func everyPartIsThePart() throws {
        let size = 40 * 65536 + 1000
        let sealed = try SealedSample(byteCount: size)
        for (offset, count) in [
            (0, 0), (0, 1), (0, size), (65535, 2), (65536, 65536), (100_000, 200_000), (31 * 65536 + 5, 3 * 65536),
            (size - 1, 1), (size, 0), (40 * 65536 - 1, 1001),
        ] {
            let part = try open(sealed, sealed.file, from: offset, count: count)
            #expect(part.output == Array(sealed.plaintext[offset..<offset + count]), "\(offset): \(count)")
            let rest = try open(sealed, sealed.file, from: offset, count: nil)
            #expect(rest.output == Array(sealed.plaintext[offset...]), "\(offset)")
        }
    }

    @Test func onlyWhatIsNeededIsRead() throws {
        let sealed = try SealedSample(byteCount: 40 * 65536)
        let part = try open(sealed, sealed.file, from: 20 * 65536 + 7, count: 9)
        #expect(part.readByteCount == sealed.headerByteCount + 2 * 65552)
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537])
    func smallFiles(byteCount: Int) throws {
        let sealed = try SealedSample(byteCount: byteCount)
        #expect(try open(sealed, sealed.file, from: 0, count: nil).output == sealed.plaintext)
        #expect(
            refusal { _ = try open(sealed, sealed.file, from: 0, count: byteCount + 1) } == .sealedFile(.outOfRange))
        #expect(
            refusal { _ = try open(sealed, sealed.file, from: byteCount + 1, count: 0) } == .sealedFile(.outOfRange))
        #expect(
            refusal { _ = try open(sealed, sealed.file, from: .max, count: .max) } == .sealedFile(.outOfRange))
    }

    /// Even a part is not opened of a file whose end is missing.
    @Test func truncationIsNoticed() throws {
        let sealed = try SealedSample(byteCount: 3 * 65536)
        for chunk in 0..<3 {
            for kept in [0, 1, 15, 16, 17, 30_000, 65535, 65536, 65537, 65551] {
                let file = Array(sealed.file[..<(sealed.headerByteCount + chunk * SealedSample.sealedChunk + kept)])
                #expect(
                    refusal { _ = try open(sealed, file, from: 0, count: 1) } == .sealedFile(.truncated),
                    "\(kept) bytes of chunk \(chunk)")
            }
        }
        var file = sealed.file
        file[sealed.headerByteCount + 3] ^= 1
        #expect(refusal { _ = try open(sealed, file, from: 0, count: 1) } == .sealedFile(.damaged))
        #expect(try open(sealed, file, from: 65536, count: 1).output == [sealed.plaintext[65536]])
    }

    /// No sum of lengths is more than a number holds.
    @Test func aFileThatIsLongerThanAnyIsDamaged() throws {
        let sealed = try SealedSample(byteCount: 10)
        var (source, sink) = (EndlessFile(file: MemoryFile(sealed.file)), MemorySink())
        var unlocked = try SealedFileHeader(reading: &source).unlock(with: sealed.pair)
        let error = refusal { try unlocked.open(from: 0, count: 1, of: &source, into: &sink) }
        #expect(error == .sealedFile(.damaged))
    }
}

/// A sealed file in front of a hole, as long as a file can say that it is.
private struct EndlessFile: SeekableSource {
    var file: MemoryFile

    mutating func byteCount() -> UInt64 { .max }
    mutating func seek(to offset: UInt64) throws(TransferError) { try file.seek(to: offset) }
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        try file.read(into: buffer)
    }
}

/// New recipients, and fewer, for the same body.
struct SealedFileRewrapTests {
    private func rewrap(
        _ file: [UInt8], with pair: borrowing KeyPair, for recipients: [SealedFileRecipient],
        revoking revoked: [KeyIdentity] = [], signedBy signer: borrowing KeyPair? = nil
    ) throws -> [UInt8] {
        var (source, sink) = (MemorySource(file), MemorySink())
        let unlocked = try SealedFileHeader(reading: &source).unlock(with: pair)
        try unlocked.rewrap(&source, into: &sink, for: recipients, revoking: revoked, signedBy: signer)
        return sink.bytes
    }

    @Test func theBodyStaysAndTheRevokedAreOut() throws {
        let other = try exchangePair(bits: 4096)
        let sender = try exchangePair(bits: 1024)
        let sealed = try SealedSample(sample(3_000_000), signedBy: sender.duplicate())
        let both = try rewrap(sealed.file, with: sealed.pair, for: [SealedFileRecipient(other.publicKey)])
        #expect(openSealed(both, with: sealed.pair).output == sealed.plaintext)
        #expect(openSealed(both, with: other).output == sealed.plaintext)
        #expect(try sealedHeader(of: both).signer == nil)

        let mine = try KeyIdentity(of: sealed.pair.publicKey)
        let one = try rewrap(both, with: other, for: [], revoking: [mine], signedBy: sender.duplicate())
        #expect(openSealed(one, with: sealed.pair).error == .sealedFile(.notARecipient))
        #expect(openSealed(one, with: other, sender: sender.publicKey).output == sealed.plaintext)
        #expect(try sealedHeader(of: one).recipients == [KeyIdentity(of: other.publicKey)])
        for file in [both, one] {
            #expect(try file[sealedHeader(of: file).byteCount...] == sealed.file[sealed.headerByteCount...])
        }
        // An old header's signature, and an old MAC, are not this one's.
        let cut = try sealedHeader(of: both).byteCount - 32
        #expect(
            openSealed(Array(both[..<cut]) + sealed.header.suffix(32) + both[(cut + 32)...], with: other).error
                == .sealedFile(.damaged))
    }

    @Test func whatCannotBeRewrapped() throws {
        let other = try exchangePair(bits: 4096)
        let sealed = try SealedSample(byteCount: 10)
        let (mine, foreign) = (try KeyIdentity(of: sealed.pair.publicKey), try KeyIdentity(of: other.publicKey))
        #expect(
            refusal { _ = try rewrap(sealed.file, with: sealed.pair, for: [], revoking: [foreign]) }
                == .sealedFile(.nothingToRevoke))
        #expect(
            refusal { _ = try rewrap(sealed.file, with: sealed.pair, for: [], revoking: [mine]) }
                == .sealedFile(.noRecipients))
        #expect(refusal { _ = try rewrap(sealed.file, with: other, for: []) } == .sealedFile(.notARecipient))
        #expect(
            refusal {
                _ = try rewrap(
                    sealed.file, with: sealed.pair, for: [SealedFileRecipient(sealed.pair.publicKey)], revoking: [mine])
            } == .sealedFile(.revokedRecipient))
    }
}

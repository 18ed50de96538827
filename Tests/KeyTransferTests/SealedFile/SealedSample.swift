import CipherCore
import KeyProvider
import KeyTransfer

/// A sealed file and the keys to it.
struct SealedSample: ~Copyable {
    let pair: KeyPair
    let plaintext: [UInt8]
    let file: [UInt8]
    let headerByteCount: Int

    static let chunk = 65536
    static let sealedChunk = 65552

    /// For a pair of 2048 bits that was made elsewhere.
    init(_ plaintext: [UInt8], signedBy signer: borrowing KeyPair? = nil) throws {
        let pair = try exchangePair(bits: 2048)
        let file = try seal(plaintext, for: [SealedFileRecipient(pair.publicKey)], signedBy: signer)
        let headerByteCount = try sealedHeader(of: file).byteCount
        self.pair = pair
        self.plaintext = plaintext
        self.file = file
        self.headerByteCount = headerByteCount
    }

    init(byteCount: Int) throws { try self.init(sample(byteCount)) }

    var header: [UInt8] { Array(file[..<headerByteCount]) }

    /// The chunks of the body as they are sealed.
    var chunks: [[UInt8]] {
        stride(from: headerByteCount, to: file.count, by: Self.sealedChunk).map {
            Array(file[$0..<min($0 + Self.sealedChunk, file.count)])
        }
    }

    /// What opening `bytes` ends with, and what came out.
    borrowing func open(_ bytes: [UInt8]) -> (error: TransferError?, output: [UInt8]) {
        openSealed(bytes, with: pair)
    }

    /// What opening the header and these chunks ends with.
    borrowing func open(chunks: [[UInt8]]) -> (error: TransferError?, output: [UInt8]) {
        open(header + chunks.flatMap { $0 })
    }
}

func seal(
    _ plaintext: [UInt8], for recipients: [SealedFileRecipient], signedBy signer: borrowing KeyPair? = nil,
    allowing insecure: Insecure? = nil, portion: Int = .max
) throws -> [UInt8] {
    var (source, sink) = (MemorySource(plaintext, portion: portion), MemorySink())
    try SealedFile.seal(&source, into: &sink, for: recipients, signedBy: signer, allowing: insecure)
    return sink.bytes
}

func openSealed(
    _ bytes: [UInt8], with pair: borrowing KeyPair, sender: PublicKey? = nil, portion: Int = .max
) -> (error: TransferError?, output: [UInt8]) {
    var (source, sink) = (MemorySource(bytes, portion: portion), MemorySink())
    var error: TransferError?
    do throws(TransferError) {
        try SealedFile.open(&source, into: &sink, with: pair, sender: sender)
    } catch let thrown {
        error = thrown
    }
    return (error, sink.bytes)
}

func sealedHeader(of file: [UInt8]) throws -> SealedFileHeader {
    var source = MemorySource(file)
    return try SealedFileHeader(reading: &source)
}

/// A file in memory that can be read from any place, and counts what is read.
struct MemoryFile: SeekableSource {
    let bytes: [UInt8]
    var position = 0
    private(set) var readByteCount = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byteCount() throws(TransferError) -> UInt64 { UInt64(bytes.count) }
    mutating func seek(to offset: UInt64) throws(TransferError) { position = Int(offset) }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        readByteCount += count
        return count
    }
}

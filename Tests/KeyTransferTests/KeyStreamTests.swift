import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Data of any length under one session key.
struct KeyStreamTests {
    static let piece = KeyStream.pieceByteCount
    static let lengths = [0, 1, 15, 16, 17, piece - 1, piece, piece + 1, 3 * piece + 5]

    @Test func aPieceIsWholeBlocks() { #expect(Self.piece.isMultiple(of: 16) && Self.piece > 16) }

    /// Encrypts `bytes` as a stream.
    private func encrypt(_ source: inout MemorySource, with key: inout SessionKey) throws -> [UInt8] {
        var sink = MemorySink()
        try KeyStream.encrypt(&source, into: &sink, with: &key)
        #expect(source.position == source.bytes.count && source.readsTooMany == 0)
        return sink.bytes
    }

    private func decrypt(_ source: inout MemorySource, with key: inout SessionKey) throws -> [UInt8] {
        var sink = MemorySink()
        try KeyStream.decrypt(&source, into: &sink, with: &key)
        #expect(source.position == source.bytes.count && source.readsTooMany == 0)
        return sink.bytes
    }

    /// What comes out is what one call makes of the whole, and the key is back at its start each time.
    @Test(arguments: algorithms, lengths)
    func roundTrips(_ algorithm: AlgorithmIdentifier, _ count: Int) throws {
        var key = try newKey(algorithm)
        var whole = try copy(of: key)
        let message = sample(count)
        var plain = MemorySource(message)
        let ciphertext = try encrypt(&plain, with: &key)
        #expect(try ciphertext == whole.encrypt(message.span.bytes))
        var sealed = MemorySource(ciphertext)
        #expect(try decrypt(&sealed, with: &key) == message)
    }

    /// Whatever a source gives at a time: a pipe gives what it has.
    @Test(arguments: [1, 7, 16, 4093, piece - 1, piece + 1], [AlgorithmIdentifier.aes256, .rc4])
    func portionsDoNotMatter(_ portion: Int, _ algorithm: AlgorithmIdentifier) throws {
        var key = try newKey(algorithm)
        let message = sample(portion == 1 ? Self.piece + 1 : 3 * Self.piece + 5)
        var whole = MemorySource(message)
        let ciphertext = try encrypt(&whole, with: &key)
        var plain = MemorySource(message, portion: portion)
        #expect(try encrypt(&plain, with: &key) == ciphertext)
        var sealed = MemorySource(ciphertext, portion: portion)
        #expect(try decrypt(&sealed, with: &key) == message)
    }

    @Test(arguments: CipherMode.cryptoAPI)
    func everyMode(_ mode: CipherMode) throws {
        var key = try newKey(.tripleDES)
        try key.setMode(mode)
        let vector = sample(8)
        try key.setInitializationVector(vector.span.bytes)
        let message = sample(Self.piece + 3)
        var plain = MemorySource(message)
        var sealed = MemorySource(try encrypt(&plain, with: &key))
        #expect(try decrypt(&sealed, with: &key) == message)
    }

    /// The password branch of the sample programs: the file is the ciphertext alone.
    @Test func aDerivedKey() throws {
        let password = Array("correct horse".utf8)
        func derived() throws -> SessionKey {
            try SessionKey(derivingFromPassword: password.span.bytes, hash: .md5, algorithm: .rc2, provider: .enhanced)
        }
        let message = sample(1000)
        var one = try derived()
        var other = try derived()
        var plain = MemorySource(message)
        var sealed = MemorySource(try encrypt(&plain, with: &one))
        #expect(sealed.bytes.count == 1008)
        #expect(try decrypt(&sealed, with: &other) == message)
    }

    // MARK: What goes wrong

    private func run(
        _ isEncryption: Bool, _ source: inout MemorySource, _ sink: inout MemorySink, _ key: inout SessionKey
    ) -> TransferError? {
        refusal {
            isEncryption
                ? try KeyStream.encrypt(&source, into: &sink, with: &key)
                : try KeyStream.decrypt(&source, into: &sink, with: &key)
        }
    }

    /// A failing source ends it all: nothing more is read, and what was written are whole pieces from before.
    @Test(arguments: [0, 1, piece - 1, piece, piece + 1, 2 * piece, 2 * piece + 7])
    func sourceFailuresPropagate(_ position: Int) throws {
        var key = try newKey(.aes128)
        let bytes = sample(3 * Self.piece)
        for isEncryption in [true, false] {
            var source = MemorySource(bytes, portion: 100_000, failsAt: position)
            var sink = MemorySink()
            let refused = run(isEncryption, &source, &sink, &key)
            #expect(refused == MemorySource.failure && source.readsTooMany == 0 && source.position == position)
            #expect(sink.bytes.count == max(0, position / Self.piece - 1) * Self.piece)
        }
    }

    @Test(arguments: [0, 1, piece - 1, piece, 2 * piece + 1])
    func sinkFailuresPropagate(_ capacity: Int) throws {
        var key = try newKey(.aes128)
        let message = sample(3 * Self.piece)
        var plain = MemorySource(message)
        let ciphertext = try encrypt(&plain, with: &key)
        for isEncryption in [true, false] {
            var source = MemorySource(isEncryption ? message : ciphertext)
            var sink = MemorySink(capacity: capacity)
            // A stream that broke off leaves its key where it broke.
            var key = try copy(of: key)
            let refused = run(isEncryption, &source, &sink, &key)
            #expect(refused == MemorySink.failure && sink.writesTooMany == 0)
            #expect(sink.bytes.count == capacity / Self.piece * Self.piece)
            // No more than one piece ahead of the one that found no room.
            #expect(source.position <= (sink.writes + 1) * Self.piece)
        }
    }

    /// A ciphertext of `count` bytes of message, damaged by `damage`: the error, and how much came out before it.
    private func opening(
        _ count: Int, _ algorithm: AlgorithmIdentifier = .aes256, damage: (inout [UInt8]) -> Void
    ) throws -> (error: TransferError?, output: [UInt8], message: [UInt8]) {
        var key = try newKey(algorithm)
        let message = sample(count)
        var plain = MemorySource(message)
        var ciphertext = try encrypt(&plain, with: &key)
        damage(&ciphertext)
        var source = MemorySource(ciphertext)
        var sink = MemorySink()
        let error = refusal { try KeyStream.decrypt(&source, into: &sink, with: &key) }
        return (error, sink.bytes, message)
    }

    /// Of three and a bit pieces three are out when the last turns out wrong; of three that fill their pieces, two.
    @Test(arguments: [(3 * piece + 5, 3), (3 * piece - 1, 2), (31, 0), (16, 0)])
    func aDamagedLastBlock(_ count: Int, _ piecesWritten: Int) throws {
        // In CBC a bit of the last block but one, which is lost itself, is a bit of the last block's padding.
        let found = try opening(count) { $0[$0.count - 17] ^= 0x80 }
        #expect(found.error == .provider(.badPadding))
        let byteCount = piecesWritten * Self.piece
        #expect(found.output.count == byteCount)
        #expect(found.output.dropLast(16) == found.message.prefix(byteCount).dropLast(16))
    }

    @Test func aTruncatedBody() throws {
        for lost in 1..<16 {
            let found = try opening(Self.piece + 5) { $0.removeLast(lost) }
            #expect(found.error == .provider(.illegalDataLength))
            #expect(found.output == Array(found.message.prefix(Self.piece)))
        }
        // At a block's end it is the padding that is missing.
        let found = try opening(Self.piece + 5) { $0.removeLast(16) }
        #expect(found.error == .provider(.badPadding) && found.output.isEmpty)
        #expect(try opening(5) { $0 = [] }.error == .provider(.emptyCiphertext))
        // RC4 pads nothing, and an empty file is one.
        let empty = try opening(0, .rc4) { _ in }
        #expect(empty.error == nil && empty.output.isEmpty)
    }

    /// This layout has no integrity: damage before the last blocks comes out as wrong data, and nobody learns of it.
    @Test func damageElsewhereGoesUnnoticed() throws {
        for algorithm in [AlgorithmIdentifier.aes256, .rc4] {
            let found = try opening(Self.piece + 100, algorithm) { $0[1000] ^= 1 }
            #expect(found.error == nil && found.output.count == found.message.count && found.output != found.message)
        }
    }

    // MARK: Memory

    /// 64 MiB of zeros that are nowhere.
    struct Zeros: ByteSource {
        var left = 64 << 20
        var longestBuffer = 0

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
            longestBuffer = max(longestBuffer, buffer.count)
            let count = min(left, buffer.count)
            buffer.prefix(count).initializeMemory(as: UInt8.self, repeating: 0)
            left -= count
            return count
        }
    }

    /// Keeps nothing.
    struct Counter: ByteSink {
        var byteCount = 0
        var longestWrite = 0
        mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
            byteCount += bytes.count
            longestWrite = max(longestWrite, bytes.count)
        }
    }

    @Test func memoryDoesNotGrowWithTheData() throws {
        var key = try newKey(.aes128)
        var (source, sink) = (Zeros(), Counter())
        try KeyStream.encrypt(&source, into: &sink, with: &key)
        #expect(source.left == 0 && sink.byteCount == 64 << 20 + 16)
        #expect(source.longestBuffer <= Self.piece && sink.longestWrite <= Self.piece + 16)
    }
}

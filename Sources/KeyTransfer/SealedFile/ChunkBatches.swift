internal import CipherCore

/// A stream in batches of whole chunks, enough for every core to have some, in two buffers of 2 MiB whatever its length.
struct ChunkBatches: ~Copyable {
    /// Chunks of a batch: a read has one more, which shows that the batch is not the last.
    static let chunkCount = 32

    /// What a batch becomes.
    private var output: SecretBytes
    private var input: SecretBytes
    private let size: Int

    /// - Parameter size: of a chunk, in the bytes that are read.
    init(of size: Int) throws(TransferError) {
        let input = try Self.room(for: size)
        let output = try Self.room(for: ChunkCipher.sealedByteCount)
        self.input = input
        self.output = output
        self.size = size
    }

    private static func room(for size: Int) throws(TransferError) -> SecretBytes {
        try ciphering { () throws(CipherError) in try SecretBytes(count: (chunkCount + 1) * size) }
    }

    /// Reads `source` to its end and writes what `work` makes of each batch; nothing of a batch that it refuses.
    ///
    /// - Parameter work: is given a batch, room for its result, the number of its first chunk and whether it has the
    ///   last one; returns the length of the result.
    mutating func run<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        from source: inout Source, into sink: inout Sink,
        _ work: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer, Int, Bool) throws(TransferError) -> Int
    ) throws(TransferError) {
        let whole = Self.chunkCount * size
        var (first, carried, isLast) = (0, 0, false)
        while !isLast {
            try unsafe input.withUnsafeMutableBytes { buffer throws(TransferError) in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[carried...])
                let filled = carried + (try unsafe source.fill(rest))
                isLast = filled < buffer.count
                let batch = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<(isLast ? filled : whole)])
                try unsafe output.withUnsafeMutableBytes { room throws(TransferError) in
                    let count = try unsafe work(batch, room, first, isLast)
                    try unsafe sink.write(UnsafeRawBufferPointer(rebasing: room[..<count]))
                }
                if !isLast { unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[whole...])) }
            }
            first += Self.chunkCount
            carried = size
        }
    }
}

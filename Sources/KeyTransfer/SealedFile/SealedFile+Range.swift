extension UnlockedFile {
    /// Opens `count` bytes of the plaintext from `offset` on, or all to its end, and reads no more of the file than their
    /// chunks and the last one, which proves how long it is.
    ///
    /// - Parameter source: the whole file, header included.
    /// - Throws: ``TransferError/sealedFile(_:)`` with `damaged`, `truncated`, and `outOfRange` where the file does not
    ///   have all those bytes.
    public mutating func open<Source: SeekableSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        from offset: UInt64, count: UInt64?, of source: inout Source, into sink: inout Sink
    ) throws(TransferError) {
        let plaintextByteCount = try checkLength(of: &source)
        guard let offset = Int(exactly: offset), offset <= plaintextByteCount,
            let count = Int(exactly: count ?? UInt64(plaintextByteCount - offset)),
            count <= plaintextByteCount - offset
        else { throw .sealedFile(.outOfRange) }
        if count == 0 { return }
        let size = ChunkBatch.chunkByteCount
        let chunks = offset / size...(offset + count - 1) / size
        var (before, left) = (offset % size, count)
        try unsafe openChunks(chunks, plaintextByteCount, of: &source) { (plaintext) throws(TransferError) in
            let wanted = unsafe UnsafeRawBufferPointer(rebasing: plaintext.dropFirst(before).prefix(left))
            try unsafe sink.write(wanted)
            (before, left) = (0, left - wanted.count)
        }
    }

    /// The length of the plaintext, which the file's length gives and its last chunk proves.
    private mutating func checkLength<Source: SeekableSource & ~Copyable>(
        of source: inout Source
    ) throws(TransferError) -> Int {
        let bodyByteCount = Int(clamping: try source.byteCount()) - header.byteCount
        guard bodyByteCount >= ChunkBatch.tagByteCount else { throw .sealedFile(.truncated) }
        guard bodyByteCount <= ChunkBatch.longestSealed else { throw .sealedFile(.damaged) }
        let count = ChunkBatch.count(bodyByteCount, by: ChunkBatch.sealedByteCount)
        let plaintextByteCount = bodyByteCount - count * ChunkBatch.tagByteCount
        guard ChunkBatch.count(plaintextByteCount, by: ChunkBatch.chunkByteCount) == count else {
            throw .sealedFile(.truncated)
        }
        try unsafe openChunks(count - 1...count - 1, plaintextByteCount, of: &source) { _ in }
        return plaintextByteCount
    }

    /// Opens some chunks of a body whose plaintext is so long.
    private mutating func openChunks<Source: SeekableSource & ~Copyable>(
        _ numbers: ClosedRange<Int>, _ plaintextByteCount: Int, of source: inout Source,
        _ use: (UnsafeRawBufferPointer) throws(TransferError) -> Void
    ) throws(TransferError) {
        let endsFile = numbers.upperBound == ChunkBatch.count(plaintextByteCount, by: ChunkBatch.chunkByteCount) - 1
        let end = endsFile ? plaintextByteCount : (numbers.upperBound + 1) * ChunkBatch.chunkByteCount
        var left = end - numbers.lowerBound * ChunkBatch.chunkByteCount + numbers.count * ChunkBatch.tagByteCount
        try source.seek(to: UInt64(header.byteCount + numbers.lowerBound * ChunkBatch.sealedByteCount))
        try unsafe body.open(
            from: numbers.lowerBound, endsFile: endsFile,
            { (buffer) throws(TransferError) in
                let wanted = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left))
                let got = try unsafe source.fill(wanted)
                guard got == wanted.count else { throw .sealedFile(.truncated) }
                left -= got
                return got
            }, use)
    }
}

internal import CipherCore

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
        let size = ChunkCipher.chunkByteCount
        let step = ChunkBatches.chunkCount * size
        var (position, end) = (offset, offset + count)
        while position < end {
            // From the chunk that the range begins in; later batches begin with one.
            let first = position / size
            let batchEnd = min(first * size + step, plaintextByteCount)
            let wanted = position..<min(batchEnd, end)
            try unsafe openChunks(first...(wanted.upperBound - 1) / size, plaintextByteCount, of: &source) {
                (plaintext) throws(TransferError) in
                let start = wanted.lowerBound - first * size
                try unsafe sink.write(UnsafeRawBufferPointer(rebasing: plaintext[start..<start + wanted.count]))
            }
            position = wanted.upperBound
        }
    }

    /// The length of the plaintext, which the file's length gives and its last chunk proves.
    private mutating func checkLength<Source: SeekableSource & ~Copyable>(
        of source: inout Source
    ) throws(TransferError) -> Int {
        let bodyByteCount = Int(clamping: try source.byteCount()) - header.byteCount
        guard bodyByteCount >= ChunkCipher.tagByteCount else { throw .sealedFile(.truncated) }
        let count = ChunkCipher.count(bodyByteCount, by: ChunkCipher.sealedByteCount)
        let plaintextByteCount = bodyByteCount - count * ChunkCipher.tagByteCount
        guard ChunkCipher.count(plaintextByteCount, by: ChunkCipher.chunkByteCount) == count else {
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
        let isLast = numbers.upperBound == ChunkCipher.count(plaintextByteCount, by: ChunkCipher.chunkByteCount) - 1
        let end = isLast ? plaintextByteCount : (numbers.upperBound + 1) * ChunkCipher.chunkByteCount
        let sealedByteCount =
            end - numbers.lowerBound * ChunkCipher.chunkByteCount + numbers.count * ChunkCipher.tagByteCount
        try source.seek(to: UInt64(header.byteCount + numbers.lowerBound * ChunkCipher.sealedByteCount))
        var sealed = try ciphering { () throws(CipherError) in try SecretBytes(count: sealedByteCount) }
        var plaintext = try ciphering { () throws(CipherError) in try SecretBytes(count: sealedByteCount) }
        let got = try unsafe sealed.withUnsafeMutableBytes { buffer throws(TransferError) in
            try unsafe source.fill(buffer)
        }
        guard got == sealedByteCount else { throw .sealedFile(.truncated) }
        try unsafe plaintext.withUnsafeMutableBytes { room throws(TransferError) in
            let count = try unsafe sealed.withUnsafeBytes { bytes throws(TransferError) in
                try unsafe cipher.open(bytes, into: room, from: numbers.lowerBound, isLast: isLast)
            }
            try unsafe use(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }
}

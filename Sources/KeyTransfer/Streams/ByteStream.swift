/// Where a workflow reads from: from any thread, though from one at a time.
public protocol ByteSource: ~Copyable, Sendable {
    /// Reads at most `buffer.count` bytes and returns how many; 0 at the end of the data and only there.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int
}

/// Where a workflow writes to: from any thread, though from one at a time.
public protocol ByteSink: ~Copyable, Sendable {
    /// Writes all of `bytes`.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TransferError)
}

extension ByteSource where Self: ~Copyable {
    /// Reads until `buffer` is full or the data ends, and returns how many bytes came.
    mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        var count = 0
        while count < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let got = try unsafe read(into: rest)
            if got == 0 { break }
            count += got
        }
        return count
    }
}

/// A source that can be read from any place, such as a regular file.
public protocol SeekableSource: ByteSource, ~Copyable {
    /// The length of all of it.
    ///
    /// - Throws: ``TransferError/io(code:)``, ESPIPE where it has none.
    mutating func byteCount() throws(TransferError) -> UInt64

    /// The next read begins so many bytes from the start.
    ///
    /// - Throws: ``TransferError/io(code:)``, ESPIPE where that cannot be.
    mutating func seek(to offset: UInt64) throws(TransferError)
}

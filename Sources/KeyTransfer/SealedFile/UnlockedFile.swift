internal import CipherCore
public import KeyProvider

/// A sealed file whose header has been opened and found whole: what is left to do is its body.
public struct UnlockedFile: ~Copyable {
    /// What stands before the body.
    public let header: SealedFileHeader
    /// How the session key was wrapped for whoever opened the header.
    public let padding: WrapPadding
    let sessionKey: SessionKey
    let keys: SealedFileKeys
    var body: ChunkStream

    init(
        _ header: SealedFileHeader, _ sessionKey: consuming SessionKey, _ keys: consuming SealedFileKeys,
        padding: WrapPadding
    ) throws(TransferError) {
        body = try keys.body()
        self.header = header
        self.padding = padding
        self.sessionKey = sessionKey
        self.keys = keys
    }

    /// Opens the body, with which `source` goes on, to its last chunk. What is written has been authenticated, a few chunks
    /// at a time; a file that turns out to be truncated has been written up to there.
    ///
    /// - Throws: ``TransferError/sealedFile(_:)`` with `damaged` or `truncated`.
    public mutating func open<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink
    ) throws(TransferError) {
        try unsafe body.open(
            { (buffer) throws(TransferError) in try unsafe source.fill(buffer) },
            { (plaintext) throws(TransferError) in try unsafe sink.write(plaintext) })
    }
}

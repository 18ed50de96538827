internal import CipherCore
public import KeyProvider

/// Data of any length under one session key: `CryptEncrypt` and `CryptDecrypt` piece by piece, with Final on the last,
/// in memory that does not grow with the data.
///
/// Nothing says where pieces begin: whatever pieces the writer made, a reader may make others. A stream that breaks off
/// leaves its key in the middle; setting a parameter of the key begins anew.
public enum KeyStream {
    /// Bytes of a piece: a whole number of blocks of every cipher, small enough to stay in the processor's cache.
    static let pieceByteCount = 256 * 1024
    /// Room for the padding of the last piece.
    private static let paddingByteCount = 16

    /// Encrypts all of `source` into `sink`.
    ///
    /// - Throws: ``TransferError``.
    public static func encrypt<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, with key: inout SessionKey
    ) throws(TransferError) {
        try unsafe eachPiece(of: &source) { (piece, byteCount, isFinal) throws(TransferError) in
            do throws(ProviderError) {
                return try unsafe key.encrypt(piece, byteCount: byteCount, isFinal: isFinal)
            } catch {
                throw .provider(error)
            }
        } consume: { (bytes) throws(TransferError) in
            try unsafe sink.write(bytes)
        }
    }

    /// Decrypts all of `source` into `sink`. Only the padding of the last block can show that something is wrong, and
    /// RC4 has none: everything before it has been written by then.
    ///
    /// - Throws: ``TransferError``.
    public static func decrypt<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, with key: inout SessionKey
    ) throws(TransferError) {
        let isStreamCipher = key.blockByteCount == nil
        try unsafe eachPiece(of: &source) { (piece, byteCount, isFinal) throws(TransferError) in
            // CryptDecrypt refuses to end with no bytes; but an empty file under RC4 is an empty file.
            if byteCount == 0 && isStreamCipher { return 0 }
            let data = unsafe UnsafeMutableRawBufferPointer(rebasing: piece[..<byteCount])
            do throws(ProviderError) {
                return try unsafe key.decrypt(data, isFinal: isFinal)
            } catch {
                throw .provider(error)
            }
        } consume: { (bytes) throws(TransferError) in
            try unsafe sink.write(bytes)
        }
    }

    /// Reads one piece ahead, so that the last one is known as such, and works on each in secret memory.
    private static func eachPiece<Source: ByteSource & ~Copyable>(
        of source: inout Source,
        work: (UnsafeMutableRawBufferPointer, Int, Bool) throws(TransferError) -> Int,
        consume: (UnsafeRawBufferPointer) throws(TransferError) -> Void
    ) throws(TransferError) {
        var current = try piece()
        var next = try piece()
        var currentCount = try unsafe current.withUnsafeMutableBytes { buffer throws(TransferError) in
            try unsafe source.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<pieceByteCount]))
        }
        while true {
            let isShort = currentCount < pieceByteCount
            let nextCount =
                isShort
                ? 0
                : try unsafe next.withUnsafeMutableBytes { buffer throws(TransferError) in
                    try unsafe source.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<pieceByteCount]))
                }
            let isFinal = nextCount == 0
            try unsafe current.withUnsafeMutableBytes { buffer throws(TransferError) in
                let produced = try unsafe work(buffer, currentCount, isFinal)
                try unsafe consume(UnsafeRawBufferPointer(rebasing: buffer[..<produced]))
            }
            if isFinal { return }
            swap(&current, &next)
            currentCount = nextCount
        }
    }

    private static func piece() throws(TransferError) -> SecretBytes {
        do throws(CipherError) {
            return try SecretBytes(count: pieceByteCount + paddingByteCount)
        } catch {
            throw .provider(.cipher(error))
        }
    }
}

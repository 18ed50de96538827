import KeyTransfer

/// The header of a sealed file: from a stream and from memory the same, and no longer than what was there.
public let sealedFileProperty: Property = { input in
    var source = SpanSource(bytes: input.withUnsafeBytes { Array($0) })
    guard let header = try? SealedFileHeader(reading: &source) else { return }
    holds(header.byteCount <= input.byteCount && source.position == header.byteCount, "read too far")
    holds(SealedFile.recipientCounts.contains(header.recipients.count), "\(header.recipients.count) recipients")
    guard let again = try? SealedFileHeader(input.extracting(first: header.byteCount)) else {
        fatalError("a header that is one only from a stream")
    }
    holds(again.recipients == header.recipients && again.signer == header.signer, "two headers in the same bytes")
    holds((try? SealedFileHeader(input.extracting(first: header.byteCount - 1))) == nil, "a header without its end")
}

/// A stream that gives a few bytes at a time.
private struct SpanSource: ByteSource {
    let bytes: [UInt8]
    private(set) var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        let count = min(buffer.count, 7, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

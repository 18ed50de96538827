internal import KeyBlob

/// Writes the fields of a record, and refuses what a reader would.
struct RecordWriter: RecordPass {
    private(set) var bytes: [UInt8] = []

    var offset: Int { bytes.count }

    mutating func constant(_ field: StaticString, _ bytes: StaticString) {
        self.bytes += bytes.utf8Bytes
    }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Number, in legal: ClosedRange<Number>
    ) throws(TransferError) {
        try check(legal.contains(value), .badContents, field, found: UInt64(value))
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func bytes(_ field: StaticString, _ value: inout [UInt8], count: Int) throws(TransferError) {
        try check(value.count == count, .badKeyLength, field, found: UInt64(value.count))
        bytes += value
    }

    mutating func bytes(
        _ field: StaticString, _ value: inout [UInt8], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        try length(field, value.count, legal)
        bytes += value
    }

    mutating func text(_ field: StaticString, _ value: inout String, upTo limit: Int) throws(TransferError) {
        let utf8 = Array(value.utf8)
        try check(!utf8.contains(0), .badString, field, found: nil)
        try length(field, utf8.count, 0...limit)
        bytes += utf8
    }

    mutating func list<Element: Record>(
        _ field: StaticString, _ value: inout [Element], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        try length(field, value.count, legal)
        for index in value.indices { try value[index].layout(&self) }
    }

    private mutating func length(_ field: StaticString, _ count: Int, _ legal: ClosedRange<Int>) throws(TransferError) {
        try check(legal.contains(count), .lengthMismatch, field, found: UInt64(count))
        unsafe withUnsafeBytes(of: UInt32(count).littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    private func check(
        _ isLegal: Bool, _ reason: BlobError.Reason, _ field: StaticString, found: UInt64?
    ) throws(TransferError) {
        guard isLegal else {
            throw .malformed(BlobError(reason: reason, field: field, offset: offset, found: found))
        }
    }
}

extension StaticString {
    var utf8Bytes: [UInt8] { Array(description.utf8) }
}

internal import KeyBlob

/// Reads the fields of a record. No length in it is believed before the bytes are there.
struct RecordReader: RecordPass, ~Escapable {
    private let source: RawSpan
    private(set) var offset = 0

    @_lifetime(copy source)
    init(_ source: RawSpan) { self.source = source }

    @_lifetime(self: copy self)
    mutating func constant(_ field: StaticString, _ bytes: StaticString) throws(TransferError) {
        let start = offset
        guard try take(field, bytes.utf8CodeUnitCount) == bytes.utf8Bytes else {
            throw refusal(.badMagic, field, start)
        }
    }

    @_lifetime(self: copy self)
    mutating func number<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Number, in legal: ClosedRange<Number>
    ) throws(TransferError) {
        let size = MemoryLayout<Number>.size
        try require(field, size)
        let raw = unsafe source.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self)
        value = Number(littleEndian: raw)
        guard legal.contains(value) else {
            throw refusal(.badContents, field, offset, expected: UInt64(legal.lowerBound), found: UInt64(value))
        }
        offset += size
    }

    @_lifetime(self: copy self)
    mutating func bytes(_ field: StaticString, _ value: inout [UInt8], count: Int) throws(TransferError) {
        value = try take(field, count)
    }

    @_lifetime(self: copy self)
    mutating func bytes(
        _ field: StaticString, _ value: inout [UInt8], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        value = try take(field, length(field, legal))
    }

    @_lifetime(self: copy self)
    mutating func text(_ field: StaticString, _ value: inout String, upTo limit: Int) throws(TransferError) {
        let start = offset
        let utf8 = try take(field, length(field, 0...limit))
        guard !utf8.contains(0), let text = String(validating: utf8, as: UTF8.self) else {
            throw refusal(.badString, field, start)
        }
        value = text
    }

    @_lifetime(self: copy self)
    mutating func list<Element: Record>(
        _ field: StaticString, _ value: inout [Element], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        let count = try length(field, legal)
        value = []
        for _ in 0..<count {
            var element = Element()
            try element.layout(&self)
            value.append(element)
        }
    }

    /// Refuses anything behind the last field.
    func finish() throws(TransferError) {
        guard offset == source.byteCount else {
            throw refusal(.trailingBytes, "end", offset, expected: UInt64(offset), found: UInt64(source.byteCount))
        }
    }

    /// The length or the count in front of a field.
    @_lifetime(self: copy self)
    mutating func length(_ field: StaticString, _ legal: ClosedRange<Int>) throws(TransferError) -> Int {
        var length: UInt32 = 0
        let start = offset
        try number(field, &length, in: 0...UInt32.max)
        guard legal.contains(Int(length)) else {
            throw refusal(.lengthMismatch, field, start, expected: UInt64(legal.lowerBound), found: UInt64(length))
        }
        return Int(length)
    }

    @_lifetime(self: copy self)
    private mutating func take(_ field: StaticString, _ count: Int) throws(TransferError) -> [UInt8] {
        try require(field, count)
        defer { offset += count }
        return unsafe source.extracting(offset..<offset + count).withUnsafeBytes { unsafe [UInt8]($0) }
    }

    private func require(_ field: StaticString, _ count: Int) throws(TransferError) {
        guard count <= source.byteCount - offset else {
            throw refusal(
                .truncated, field, offset, expected: UInt64(count), found: UInt64(source.byteCount - offset))
        }
    }

    private func refusal(
        _ reason: BlobError.Reason, _ field: StaticString, _ offset: Int, expected: UInt64? = nil, found: UInt64? = nil
    ) -> TransferError {
        .malformed(BlobError(reason: reason, field: field, offset: offset, expected: expected, found: found))
    }
}

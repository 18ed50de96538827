internal import KeyBlob

/// A pass over the fields of one of the records that the workflows write: reading, writing or describing. A record's `layout`
/// lists its fields once, in wire order, and all three follow from it.
///
/// Numbers are little-endian, as in the BLOBs. What has no fixed length has it in front: a DWORD, in bytes or elements.
protocol RecordPass: ~Copyable, ~Escapable {
    /// Where the next field begins, in bytes from the start of the record.
    var offset: Int { get }

    /// Fixed bytes, such as a magic number.
    @_lifetime(self: copy self)
    mutating func constant(_ field: StaticString, _ bytes: StaticString) throws(TransferError)

    /// A number within `legal`.
    @_lifetime(self: copy self)
    mutating func number<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Number, in legal: ClosedRange<Number>) throws(TransferError)

    /// `count` bytes.
    @_lifetime(self: copy self)
    mutating func bytes(_ field: StaticString, _ value: inout [UInt8], count: Int) throws(TransferError)

    /// A length within `legal` and that many bytes.
    @_lifetime(self: copy self)
    mutating func bytes(
        _ field: StaticString, _ value: inout [UInt8], in legal: ClosedRange<Int>) throws(TransferError)

    /// A length of at most `limit` and that many bytes of UTF-8, without NUL.
    @_lifetime(self: copy self)
    mutating func text(_ field: StaticString, _ value: inout String, upTo limit: Int) throws(TransferError)

    /// A record within this one; there is nothing else where it begins and ends.
    @_lifetime(self: copy self)
    mutating func record<Inner: Record>(_ field: StaticString, _ value: inout Inner) throws(TransferError)

    /// A count within `legal` and that many records.
    @_lifetime(self: copy self)
    mutating func list<Element: Record>(
        _ field: StaticString, _ value: inout [Element], in legal: ClosedRange<Int>) throws(TransferError)
}

extension RecordPass where Self: ~Copyable & ~Escapable {
    @_lifetime(self: copy self)
    mutating func record<Inner: Record>(_ field: StaticString, _ value: inout Inner) throws(TransferError) {
        try value.layout(&self)
    }

    /// Any number.
    @_lifetime(self: copy self)
    mutating func number<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Number
    ) throws(TransferError) {
        try number(field, &value, in: 0...Number.max)
    }

    /// The version of a record, of which there is one today.
    @_lifetime(self: copy self)
    mutating func version1() throws(TransferError) {
        var version: UInt32 = 1
        let offset = offset
        try number("version", &version)
        guard version == 1 else {
            throw .malformed(
                BlobError(
                    reason: .unsupportedVersion, field: "version", offset: offset, expected: 1, found: UInt64(version)))
        }
    }
}

/// A record of fields.
protocol Record {
    /// An empty one, for a reader to fill.
    init()

    /// Visits every field in wire order.
    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError)
}

extension Record {
    /// The record in bytes; reads them to the last.
    ///
    /// - Throws: ``TransferError/malformed(_:)``.
    init(reading bytes: RawSpan) throws(TransferError) {
        var reader = RecordReader(bytes)
        self.init()
        try layout(&reader)
        try reader.finish()
    }

    /// The record as bytes.
    ///
    /// - Throws: ``TransferError/malformed(_:)`` for values that are not legal.
    func written() throws(TransferError) -> [UInt8] {
        var writer = RecordWriter()
        var copy = self
        try copy.layout(&writer)
        return writer.bytes
    }
}

internal import KeyBlob

/// Reads a record and writes down a row for every field. Rows follow each other without gap or overlap: a length or count in
/// front of a field has a row of its own.
struct RecordDescriber: RecordPass, ~Escapable {
    private var reader: RecordReader
    private(set) var rows: [RecordRow] = []
    /// The names of the records around the next field, each with a full stop.
    private var path = ""

    var offset: Int { reader.offset }

    @_lifetime(copy source)
    init(_ source: RawSpan) { reader = RecordReader(source) }

    @_lifetime(self: copy self)
    mutating func constant(_ field: StaticString, _ bytes: StaticString) throws(TransferError) {
        let start = offset
        try reader.constant(field, bytes)
        let text = String(bytes.description.prefix { $0 != "\0" })
        add(field, from: start, .text(text), legal: text)
    }

    @_lifetime(self: copy self)
    mutating func number<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ field: StaticString, _ value: inout Number, in legal: ClosedRange<Number>
    ) throws(TransferError) {
        let start = offset
        try reader.number(field, &value, in: legal)
        add(field, from: start, .number(UInt64(value)), legal: Self.words(legal))
    }

    @_lifetime(self: copy self)
    mutating func bytes(_ field: StaticString, _ value: inout [UInt8], count: Int) throws(TransferError) {
        let start = offset
        try reader.bytes(field, &value, count: count)
        add(field, from: start, .bytes, legal: "\(count) bytes")
    }

    @_lifetime(self: copy self)
    mutating func bytes(
        _ field: StaticString, _ value: inout [UInt8], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        let start = offset
        try reader.bytes(field, &value, in: legal)
        add(length: value.count, of: field, from: start, legal)
        add(field, from: start + 4, .bytes, legal: nil, contents: RecordContents(of: value))
    }

    @_lifetime(self: copy self)
    mutating func text(_ field: StaticString, _ value: inout String, upTo limit: Int) throws(TransferError) {
        let start = offset
        try reader.text(field, &value, upTo: limit)
        add(length: value.utf8.count, of: field, from: start, 0...limit)
        add(field, from: start + 4, .text(value), legal: nil)
    }

    @_lifetime(self: copy self)
    mutating func record<Inner: Record>(_ field: StaticString, _ value: inout Inner) throws(TransferError) {
        try within("\(field)", &value)
    }

    @_lifetime(self: copy self)
    mutating func list<Element: Record>(
        _ field: StaticString, _ value: inout [Element], in legal: ClosedRange<Int>
    ) throws(TransferError) {
        let start = offset
        let count = try reader.length(field, legal)
        add("\(field).count", from: start, .number(UInt64(count)), legal: Self.words(legal))
        value = []
        for index in 0..<count {
            var element = Element()
            try within("\(field)[\(index)]", &element)
            value.append(element)
        }
    }

    /// Refuses anything behind the last field.
    func finish() throws(TransferError) { try reader.finish() }

    @_lifetime(self: copy self)
    private mutating func within(_ name: String, _ record: inout some Record) throws(TransferError) {
        let outer = path
        path += name + "."
        try record.layout(&self)
        path = outer
    }

    private mutating func add(length: Int, of field: StaticString, from start: Int, _ legal: ClosedRange<Int>) {
        rows.append(
            RecordRow(
                offset: start, size: 4, name: "\(path)\(field).length", value: .number(UInt64(length)),
                legal: Self.words(legal), contents: nil))
    }

    private mutating func add(
        _ field: some CustomStringConvertible, from start: Int, _ value: RecordRow.Value, legal: String?,
        contents: RecordContents? = nil
    ) {
        rows.append(
            RecordRow(
                offset: start, size: offset - start, name: "\(path)\(field)", value: value, legal: legal,
                contents: contents))
    }

    /// As the codec's inspection has them.
    private static func words<Number: FixedWidthInteger>(_ legal: ClosedRange<Number>) -> String? {
        if legal == 0...Number.max { return nil }
        return legal.upperBound == Number.max
            ? "at least \(legal.lowerBound)" : "\(legal.lowerBound)…\(legal.upperBound)"
    }
}

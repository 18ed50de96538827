/// One field of an inspected BLOB. The rows of a BLOB follow each other without gap or overlap and cover all of it.
public struct FieldRow: Sendable {
    /// Where the field begins, in bytes from the start of the BLOB.
    public let offset: Int
    /// Its length, in bytes.
    public let size: Int
    /// Microsoft's name for the field; `trailing` for bytes after the last one.
    public let name: StaticString
    /// The value of an integer field; nil for a field of bytes, which the caller finds in the BLOB at ``offset``.
    public let number: UInt64?
    /// Whether the field is part of a private or session key.
    public let isSecret: Bool
    /// The length in terms of other fields, such as `bitlen / 8`; nil where it is fixed or whatever is left.
    let sizeWords: StaticString?
    /// The legal values, in words; nil where every value is legal.
    public internal(set) var legal: String?
}

/// Reads as tolerantly as ``TolerantParsePass`` and writes down a row for every field.
struct InspectPass: BlobPass {
    private(set) var tolerant: TolerantParsePass
    private(set) var rows: [FieldRow] = []

    init(_ source: RawSpan) { tolerant = TolerantParsePass(source) }

    @inline(never)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        try tolerant.scalar(field, &value, legal, reason, tolerated: tolerated)
        add(field, number: UInt64(value), .open, legal.words)
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        try tolerant.bytes(field, &value, count: count, size, exposure, shortTolerated: shortTolerated)
        add(field, number: nil, exposure, "\(count) bytes", size: size)
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        try tolerant.rest(field, &value, exposure)
        add(field, number: nil, exposure, nil)
    }

    @inline(never)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {
        try tolerant.rule(words, holds, reason, tolerated: tolerated)
        guard let last = rows.indices.last else { return }
        rows[last].legal = rows[last].legal.map { "\($0), \(words)" } ?? "\(words)"
    }

    /// The rest of the BLOB becomes a row of its own, so that the rows cover every byte.
    mutating func finish() {
        tolerant.finish()
        let end = tolerant.parse.offset
        let left = tolerant.parse.byteCount - end
        guard left > 0 else { return }
        rows.append(
            FieldRow(
                offset: end, size: left, name: "trailing", number: nil, isSecret: true, sizeWords: nil,
                legal: "no bytes"))
    }

    private mutating func add(
        _ field: StaticString, number: UInt64?, _ exposure: Exposure, _ legal: String?, size words: StaticString? = nil
    ) {
        let begin = tolerant.parse.current.offset
        let size = tolerant.parse.offset - begin
        rows.append(
            FieldRow(
                offset: begin, size: size, name: field, number: number, isSecret: exposure == .secret, sizeWords: words,
                legal: legal))
    }
}

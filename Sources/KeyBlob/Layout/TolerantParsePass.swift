/// Reads a BLOB as forgivingly as its known readers do: where a field or rule names a deviation it is recorded and the
/// parse goes on. It never reads outside the source and never allocates.
struct TolerantParsePass: BlobPass {
    private(set) var parse: ParsePass<ExplainedRefusal>
    private(set) var deviations = Deviations()

    @inline(__always)
    init(_ source: RawSpan) { parse = ParsePass(source) }

    @inline(never)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        guard let read = parse.load(field, as: T.self) else {
            try parse.refuseTruncated(needing: MemoryLayout<T>.size)
        }
        if !legal.contains(read) {
            try forgive(tolerated, reason, expected: legal.expected)
        }
        value = read
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        parse.begin(field)
        let available = parse.byteCount - parse.offset
        if available < count, let shortTolerated {
            deviations.note(shortTolerated, at: parse.offset)
        } else if available < count {
            try parse.refuseTruncated(needing: count)
        }
        parse.take(min(available, count), into: &value)
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        try parse.rest(field, &value, exposure)
    }

    @inline(never)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {
        if !holds { try forgive(tolerated, reason) }
    }

    /// Bytes that no field accounts for are a deviation like others.
    mutating func finish() {
        if parse.offset < parse.byteCount { deviations.note(.trailingBytes, at: parse.offset) }
    }

    private mutating func forgive(
        _ tolerated: Deviations.Kind?, _ reason: BlobError.Reason, expected: UInt64? = nil
    ) throws(BlobError) {
        let current = parse.current
        guard let tolerated else {
            try refuse(reason, current.field, current.offset, expected: expected, found: current.number)
        }
        deviations.note(tolerated, at: current.offset)
    }
}

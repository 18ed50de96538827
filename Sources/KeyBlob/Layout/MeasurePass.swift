/// Adds up how long a BLOB will be, and holds its fields against the same rules as a strict parse: what this pass lets
/// through, ``SerializePass`` can write and ``ParsePass`` can read.
struct MeasurePass<Refused: Refusal>: BlobPass {
    private(set) var byteCount = 0
    private var fieldOffset = 0
    private var field: StaticString = ""
    private var number: UInt64?

    @inline(__always)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        begin(field)
        number = UInt64(value)
        guard legal.contains(value) else {
            try refuse(reason, field, fieldOffset, expected: legal.expected, found: UInt64(value))
        }
        byteCount += MemoryLayout<T>.size
    }

    @inline(__always) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        begin(field)
        guard value.byteCount == count else {
            try refuse(
                .lengthMismatch, field, fieldOffset, expected: UInt64(count), found: UInt64(value.byteCount))
        }
        byteCount += count
    }

    @inline(__always) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        begin(field)
        byteCount += value.byteCount
    }

    @inline(__always)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {
        guard holds else { try refuse(reason, field, fieldOffset, found: number) }
    }

    @inline(__always)
    private mutating func begin(_ field: StaticString) {
        self.field = field
        fieldOffset = byteCount
        number = nil
    }

    @inline(__always)
    private func refuse(
        _ reason: BlobError.Reason, _ field: StaticString, _ offset: Int, expected: UInt64? = nil, found: UInt64?
    ) throws(BlobError) -> Never {
        guard Refused.isExplained else { throw .unexplained }
        try KeyBlob.refuse(reason, field, offset, expected: expected, found: found)
    }
}

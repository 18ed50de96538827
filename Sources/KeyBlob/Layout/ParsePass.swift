/// Reads a BLOB and believes nothing: bounds, legal values and rules are checked field by field. Fields become views of
/// the source; nothing is copied and nothing is allocated.
///
/// The pass knows the source by address. The fields of a view depend on the source from the start
/// (``LayoutFormat/init(emptyFieldsOf:)``), and what the pass puts in their place takes over that dependence. A pass
/// that held a `RawSpan` would be `~Escapable` itself; the optimizer leaves structs of that kind and this size in
/// memory, and every parse was measured to take three times as long.
///
/// Checks are said to hold (`_fastPath`), so that the code of errors stands behind the code that is run, not within it.
@safe @usableFromInline
struct ParsePass<Refused: Refusal>: BlobPass {
    @usableFromInline let source: UnsafeRawBufferPointer
    /// Where the next field begins.
    @usableFromInline var offset = 0
    /// The field visited last, about which rules speak: where it begins, and its value if it is an integer.
    @usableFromInline var fieldOffset = 0
    @usableFromInline var field: StaticString = ""
    @usableFromInline var number: UInt64?

    @inlinable @inline(__always)
    init(_ source: RawSpan) {
        // SAFETY: a pass lives within one call of `LayoutFormat`, and the source until that call returns.
        unsafe self.source = unsafe source.withUnsafeBytes { unsafe $0 }
    }

    /// The length of the source.
    @inlinable var byteCount: Int {
        @inline(__always) get { unsafe source.count }
    }

    @inlinable var remaining: Int {
        @inline(__always) get { byteCount &- offset }
    }

    @inlinable @inline(__always)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        guard let read = load(field, as: T.self) else { try refuseTruncated(needing: MemoryLayout<T>.size) }
        guard _fastPath(legal.contains(read)) else {
            try refuse(reason, field, fieldOffset, expected: legal.expected, found: UInt64(read))
        }
        value = read
    }

    @inlinable @inline(__always) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        begin(field)
        guard _fastPath(remaining >= count) else { try refuseTruncated(needing: count) }
        take(count, into: &value)
    }

    @inlinable @inline(__always) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        begin(field)
        take(remaining, into: &value)
    }

    @inlinable @inline(__always)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {
        guard _fastPath(holds) else { try refuse(reason, field, fieldOffset, found: number) }
    }

    /// Every byte must have been accounted for.
    @inlinable @inline(__always)
    func finish() throws(BlobError) {
        guard _fastPath(remaining == 0) else {
            try refuse(.trailingBytes, "end", offset, expected: 0, found: UInt64(remaining))
        }
    }
}

extension ParsePass {
    // What the tolerant and the inspecting pass are made of as well.

    /// Where the field visited last begins, its name, and its value if it is an integer.
    @inlinable var current: (offset: Int, field: StaticString, number: UInt64?) {
        @inline(__always) get { (fieldOffset, field, number) }
    }

    @inlinable @inline(__always)
    mutating func begin(_ field: StaticString) {
        self.field = field
        fieldOffset = offset
        number = nil
    }

    /// The next scalar, or nil where the source ends before it does.
    @inlinable @inline(__always)
    mutating func load<T: WireInteger>(_ field: StaticString, as type: T.Type) -> T? {
        begin(field)
        guard _fastPath(remaining >= MemoryLayout<T>.size) else { return nil }
        // SAFETY: the guard leaves at least `T`'s size at `offset`, and every bit pattern is a value of `T`.
        let read = T(littleEndian: unsafe source.loadUnaligned(fromByteOffset: offset, as: T.self))
        offset &+= MemoryLayout<T>.size
        number = UInt64(read)
        return read
    }

    /// Makes `value` a view of the next `count` bytes; the caller has seen that there are as many.
    @inlinable @inline(__always) @_lifetime(value: copy value)
    mutating func take(_ count: Int, into value: inout RawSpan) {
        // SAFETY: `count` is not negative (a sum of field widths) and not above `remaining`; and `value` was a view of
        // the same source before.
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: source[offset..<offset &+ count])
        value = unsafe _overrideLifetime(bytes.bytes, copying: value)
        offset &+= count
    }

    /// Always inlined, for a call with the pass as its argument would force the pass into memory.
    @inlinable @inline(__always)
    func refuseTruncated(needing count: Int) throws(BlobError) -> Never {
        try refuse(.truncated, field, fieldOffset, expected: UInt64(count), found: UInt64(byteCount &- fieldOffset))
    }

    @inlinable @inline(__always)
    func refuse(
        _ reason: BlobError.Reason, _ field: StaticString, _ offset: Int, expected: UInt64? = nil, found: UInt64?
    ) throws(BlobError) -> Never {
        guard Refused.isExplained else { throw .unexplained }
        try KeyBlob.refuse(reason, field, offset, expected: expected, found: found)
    }
}

/// What a wire format declares; everything else follows from its ``layout(_:)``.
///
/// The helpers are always inlined into each format's own public entry points. Public generic entry points would not be
/// specialised across modules: the same parse was measured to take 200 times as long that way.
protocol LayoutFormat: ~Escapable {
    /// A view without fields, for a pass to fill.
    @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan)

    /// The fields, once, in wire order.
    @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError)
}

extension LayoutFormat where Self: ~Escapable {
    @inline(__always) @_lifetime(copy source)
    static func parse(_ source: RawSpan) throws(BlobError) -> Self {
        var view = Self(emptyFieldsOf: source)
        var pass = ParsePass<ExplainedRefusal>(source)
        try view.layout(&pass)
        try pass.finish()
        return view
    }

    @inline(__always) @_lifetime(copy source)
    static func parse(_ source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) -> Self {
        var view = Self(emptyFieldsOf: source)
        var pass = TolerantParsePass(source)
        try view.layout(&pass)
        pass.finish()
        deviations = pass.deviations
        return view
    }

    @inline(__always)
    static func inspection(_ source: RawSpan) throws(BlobError) -> Inspection {
        var view = Self(emptyFieldsOf: source)
        var pass = InspectPass(source)
        try view.layout(&pass)
        pass.finish()
        return Inspection(rows: pass.rows, deviations: pass.tolerant.deviations)
    }

    @inline(__always)
    func measure() throws(BlobError) -> Int { try measure(ExplainedRefusal.self) }

    @inline(__always)
    fileprivate func measure<Refused: Refusal>(_: Refused.Type) throws(BlobError) -> Int {
        var shape = copy self
        var pass = MeasurePass<Refused>()
        try shape.layout(&pass)
        return pass.byteCount
    }
}

extension LayoutFormat where Self: WritableKeyBlob & ~Escapable {
    /// Holds every field against the rules, then writes; what is wrong with them, if anything, ``byteCount`` says.
    @inline(__always)
    func write(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int {
        let count: Int
        do throws(BlobError) {
            count = try measure(BareRefusal.self)
        } catch {
            try unsafe refuseToWrite(into: buffer)
        }
        guard count <= buffer.count else { try unsafe refuseToWrite(into: buffer) }
        var shape = copy self
        var pass = unsafe SerializePass(buffer)
        try shape.layout(&pass)
        return count
    }

    @inline(never)
    private func refuseToWrite(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Never {
        let count = try byteCount
        try refuse(.outputTooSmall, "end", buffer.count, expected: UInt64(count), found: UInt64(buffer.count))
    }
}

/// What inspection finds: a row for every field, and what a strict parse would have refused.
public struct Inspection: Sendable {
    /// The fields in wire order; together they cover the BLOB.
    public let rows: [FieldRow]
    /// Empty where a strict parse accepts the BLOB.
    public let deviations: Deviations
}

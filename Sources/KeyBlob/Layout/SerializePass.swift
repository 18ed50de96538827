/// Writes the fields one behind the other. ``MeasurePass`` has been over the same fields before: they are legal, and
/// the output is long enough.
struct SerializePass: BlobPass, ~Copyable, ~Escapable {
    private var output: OutputRawSpan

    @inline(__always) @_lifetime(copy output)
    init(_ output: consuming OutputRawSpan) { self.output = output }

    @inline(__always)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        // SAFETY: `T` is an integer without padding, so all of its bytes are initialized.
        unsafe output.append(value.littleEndian, as: T.self)
    }

    @inline(__always) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        append(value)
    }

    @inline(__always) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        append(value)
    }

    @inline(__always)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {}

    /// How many bytes of `buffer`, over which the output was opened, have been written.
    @inline(__always)
    consuming func finish(for buffer: UnsafeMutableRawBufferPointer) -> Int {
        unsafe output.finalize(for: buffer)
    }

    @inline(__always)
    private mutating func append(_ source: RawSpan) {
        // SAFETY: the measuring pass has seen that the output holds all fields.
        unsafe output.withUnsafeMutableBytes { buffer, initialized in
            let tail = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[initialized...])
            unsafe source.withUnsafeBytes { unsafe tail.copyMemory(from: $0) }
            initialized += source.byteCount
        }
    }
}

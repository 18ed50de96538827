/// Writes the fields one behind the other. ``MeasurePass`` has been over the same fields before: they are legal, and
/// the output is long enough.
@safe
struct SerializePass: BlobPass {
    private let output: UnsafeMutableRawBufferPointer
    /// Where the next field begins.
    private var offset = 0

    /// The output must be as long as the measuring pass said, and is the caller's for the length of this pass.
    @unsafe @inline(__always)
    init(_ output: UnsafeMutableRawBufferPointer) { unsafe self.output = output }

    @inline(__always)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        // SAFETY: the measuring pass has seen that the output holds all fields.
        unsafe output.storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
        offset &+= MemoryLayout<T>.size
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

    @inline(__always)
    private mutating func append(_ source: RawSpan) {
        unsafe source.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let end = unsafe output.baseAddress?.advanced(by: offset) else {
                return
            }
            // SAFETY: as above. The source may be a view of the output.
            unsafe end.copyMemory(from: start, byteCount: bytes.count)
        }
        offset &+= source.byteCount
    }
}

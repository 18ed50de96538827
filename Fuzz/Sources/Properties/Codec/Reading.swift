import KeyBlob

/// What becomes of some bytes, read as one format in both ways.
struct Reading {
    let format: AnyKeyBlob.Format
    let strictRefusal: BlobError?
    let tolerantRefusal: BlobError?
    /// What the tolerant parse forgave.
    let deviations: Deviations

    init(_ source: RawSpan, as format: AnyKeyBlob.Format) {
        self.format = format
        strictRefusal = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: source, as: format) }
        var deviations = Deviations()
        tolerantRefusal = refusal { () throws(BlobError) in
            _ = try AnyKeyBlob(parsing: source, as: format, tolerating: &deviations)
        }
        self.deviations = deviations
    }

    var isStrict: Bool { strictRefusal == nil }
    var isTolerant: Bool { tolerantRefusal == nil }

    /// The first byte at which something was forgiven.
    var firstDeviation: Int? { deviations.kinds.compactMap { deviations.firstOffset(of: $0) }.min() }
}

/// What is asked of any BLOB, asked of `source` as one format.
func checkAll(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    checkTolerance(source, format)
    checkRoundTrip(source, format)
    checkInspection(source, format)
}

/// The error that `body` ends with, if any.
func refusal(_ body: () throws(BlobError) -> Void) -> BlobError? {
    do throws(BlobError) {
        try body()
        return nil
    } catch {
        return error
    }
}

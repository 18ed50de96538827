import KeyBlob

/// What must hold for every input: the three ways of reading agree, and what is read strictly is written back as it was.
func check(_ source: RawSpan) {
    guard let format = try? AnyKeyBlob.Format(of: source) else {
        holds((try? AnyKeyBlob(parsing: source)) == nil, "a BLOB of no format was read")
        return
    }
    var deviations = Deviations()
    let strict = reads { () throws(BlobError) in rewrite(try AnyKeyBlob(parsing: source), source) }
    let tolerant = reads { () throws(BlobError) in _ = try AnyKeyBlob(parsing: source, tolerating: &deviations) }
    holds(strict == (tolerant && deviations.isEmpty), "strict and tolerant disagree")

    guard let inspection = try? format.inspect(source) else {
        holds(!tolerant, "what was read cannot be inspected")
        return
    }
    holds(tolerant, "what cannot be read was inspected")
    holds(inspection.deviations.kinds == deviations.kinds, "inspection sees other deviations")
    for kind in deviations.kinds {
        let offset = deviations.firstOffset(of: kind)
        holds(inspection.deviations.firstOffset(of: kind) == offset, "inspection sees deviations elsewhere")
        holds(offset.map { $0 <= source.byteCount } == true, "a deviation outside the BLOB")
    }
    var end = 0
    for row in inspection.rows {
        holds(row.offset == end && row.size >= 0, "a gap or overlap between rows")
        end += row.size
    }
    holds(end == source.byteCount, "the rows do not cover the BLOB")
}

/// The output is as long as the BLOB and not a byte longer, so that AddressSanitizer sees one written too far.
private func rewrite(_ blob: consuming AnyKeyBlob, _ source: RawSpan) {
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: source.byteCount, alignment: 1)
    defer { output.deallocate() }
    holds((try? blob.byteCount) == source.byteCount, "another length than was read")
    holds((try? blob.serialize(into: output)) == source.byteCount, "not written as it was read")
    source.withUnsafeBytes { holds($0.elementsEqual(output), "other bytes than were read") }
}

private func reads(_ parse: () throws(BlobError) -> Void) -> Bool {
    do throws(BlobError) {
        try parse()
        return true
    } catch {
        return false
    }
}

/// Stops the fuzzer where a property does not hold.
func holds(_ property: Bool, _ failure: StaticString) {
    guard property else { fatalError("\(failure)") }
}

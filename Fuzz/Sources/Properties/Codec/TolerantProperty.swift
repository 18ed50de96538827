import KeyBlob

/// Any bytes, read tolerantly: where the strict parse accepts, nothing is forgiven and the same is seen; where it
/// refuses, it does at the first thing that is forgiven, or where the tolerant parse refuses too.
public let tolerantProperty: Property = { source in
    for format in AnyKeyBlob.Format.allCases { checkTolerance(source, format) }
}

func checkTolerance(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    let reading = Reading(source, as: format)
    if reading.isStrict {
        holds(reading.isTolerant && reading.deviations.isEmpty, "\(format): tolerant sees less than strict")
        compareViews(source, format)
    } else if let error = reading.tolerantRefusal, let strict = reading.strictRefusal {
        holds(strict.offset <= error.offset, "\(format): tolerant refuses \(error) before strict does \(strict)")
    } else {
        let first = reading.firstDeviation
        holds(first != nil, "\(format): strict refuses what tolerant finds nothing in")
        holds(reading.strictRefusal?.offset == first, "\(format): strict refuses elsewhere than tolerant forgives")
    }
    guard reading.isTolerant else { return }
    for kind in reading.deviations.kinds {
        let offset = reading.deviations.firstOffset(of: kind) ?? -1
        holds(0...source.byteCount ~= offset, "\(format): a deviation outside of the BLOB")
    }
    var deviations = Deviations()
    try? AnyKeyBlob(parsing: source, as: format, tolerating: &deviations).readAll()
}

/// Both views write the same bytes.
private func compareViews(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    withMemory(source.byteCount) { memory in
        var deviations = Deviations()
        let count = try? AnyKeyBlob(parsing: source, as: format, tolerating: &deviations).serialize(into: memory)
        holds(count == source.byteCount, "\(format): the tolerant view has another length")
        holds(source.isEqual(to: UnsafeRawBufferPointer(memory)), "\(format): the tolerant view has other bytes")
    }
}

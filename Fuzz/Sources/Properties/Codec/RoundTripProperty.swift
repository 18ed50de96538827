import KeyBlob

/// Any bytes: what is read strictly is written as it was, into memory without a byte to spare and not into less. What
/// is read tolerantly is refused by the writer, or becomes a BLOB that a strict parse accepts; where that is not what
/// was read, something was forgiven.
public let roundTripProperty: Property = { source in
    for format in AnyKeyBlob.Format.allCases { checkRoundTrip(source, format) }
}

func checkRoundTrip(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    let reading = Reading(source, as: format)
    if reading.isStrict {
        rewrite(source, format)
    } else if reading.isTolerant {
        normalize(source, reading)
    }
}

private func rewrite(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    guard let blob = try? AnyKeyBlob(parsing: source, as: format) else { return }
    holds((try? blob.byteCount) == source.byteCount, "\(format): another length than was read")
    withMemory(source.byteCount) { memory in
        holds((try? blob.serialize(into: memory)) == source.byteCount, "\(format): not written as it was read")
        holds(source.isEqual(to: UnsafeRawBufferPointer(memory)), "\(format): other bytes than were read")
    }
    guard source.byteCount > 0 else { return }
    withMemory(source.byteCount - 1) { memory in
        let error = refusal { () throws(BlobError) in _ = try blob.serialize(into: memory) }
        holds(error?.reason == .outputTooSmall, "\(format): written into too little memory")
        holds(memory.allSatisfy { $0 == 0xA5 }, "\(format): begun to write into too little memory")
    }
}

private func normalize(_ source: RawSpan, _ reading: Reading) {
    let format = reading.format
    var deviations = Deviations()
    guard let blob = try? AnyKeyBlob(parsing: source, as: format, tolerating: &deviations),
        let byteCount = try? blob.byteCount
    else { return }
    // Every byte of it comes from the source, or from an integer that is written anew.
    holds(byteCount <= source.byteCount + 64, "\(format): grows when written")
    withMemory(byteCount) { memory in
        holds((try? blob.serialize(into: memory)) == byteCount, "\(format): measured, but not written")
        let written = UnsafeRawBufferPointer(memory).bytes
        let error = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: written, as: format) }
        holds(error == nil, "\(format): written, but refused: \(error.map { "\($0)" } ?? "")")
        holds(!source.isEqual(to: written), "\(format): refused, but written as it was")
        holds(!reading.deviations.isEmpty, "\(format): other bytes without a deviation")
    }
}

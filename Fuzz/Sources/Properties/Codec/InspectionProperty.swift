import KeyBlob

/// Any bytes: inspection reads what the tolerant parse reads and sees the same deviations, its rows tile the BLOB, and
/// their numbers are what stands there.
public let inspectionProperty: Property = { source in
    for format in AnyKeyBlob.Format.allCases { checkInspection(source, format) }
}

func checkInspection(_ source: RawSpan, _ format: AnyKeyBlob.Format) {
    let reading = Reading(source, as: format)
    guard let inspection = try? format.inspect(source) else {
        holds(!reading.isTolerant, "\(format): what was read cannot be inspected")
        return
    }
    holds(reading.isTolerant, "\(format): what cannot be read was inspected")
    holds(inspection.deviations.kinds == reading.deviations.kinds, "\(format): inspection sees other deviations")
    for kind in reading.deviations.kinds {
        let offset = reading.deviations.firstOffset(of: kind)
        holds(inspection.deviations.firstOffset(of: kind) == offset, "\(format): inspection sees \(kind) elsewhere")
    }
    var end = 0
    for row in inspection.rows {
        holds(row.offset == end && row.size >= 0, "\(format): a gap or an overlap before \(row.name)")
        end += row.size
        guard let number = row.number else { continue }
        holds(row.size <= 8 && number == source.number(at: row.offset, row.size), "\(format): wrong \(row.name)")
    }
    holds(end == source.byteCount, "\(format): the rows do not cover the BLOB")
}

extension RawSpan {
    /// The little-endian integer of `width` bytes at `offset`.
    fileprivate func number(at offset: Int, _ width: Int) -> UInt64 {
        (0..<width).reduce(0) { $0 | UInt64(unsafeLoad(fromByteOffset: offset + $1, as: UInt8.self)) << UInt64(8 * $1) }
    }
}

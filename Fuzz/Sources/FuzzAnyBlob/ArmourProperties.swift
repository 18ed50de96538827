import KeyBlob

/// What must hold for every text: what can be counted can be decoded into exactly as much room, and what comes out is
/// as good a BLOB as any. Only the armour that is recognised is taken off twice.
func unarmour(_ source: RawSpan, _ armour: TextArmour) {
    guard let byteCount = try? armour.decodedByteCount(of: source) else {
        let nowhere = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        holds((try? armour.decode(source, into: nowhere)) == nil, "a malformed text was decoded")
        return
    }
    holds(byteCount <= source.byteCount, "more bytes than characters")
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 1)
    defer { output.deallocate() }
    holds((try? armour.decode(source, into: output)) == byteCount, "other bytes than were counted")
    if byteCount > 0 {
        let short = UnsafeMutableRawBufferPointer(rebasing: output.dropLast())
        holds((try? armour.decode(source, into: short)) == nil, "decoded into too little room")
    }
    if armour == TextArmour(recognising: source) { check(output.bytes) }
}

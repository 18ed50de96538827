import KeyBlob

/// Any text: what can be counted can be decoded, into exactly as much room; what cannot be counted cannot be decoded. And
/// any bytes, put into armour, come out of it again.
public let armourProperty: Property = { source in
    for armour in TextArmour.allCases { takeOff(armour, source) }
    let recognised = TextArmour(recognising: source)
    if recognised == .binary, let count = try? recognised.decodedByteCount(of: source) {
        holds(count == source.byteCount, "binary is not itself")
    }
    for dress in Dress.allCases { undress(dress, source) }
}

private func takeOff(_ armour: TextArmour, _ source: RawSpan) {
    guard let byteCount = try? armour.decodedByteCount(of: source) else {
        let nowhere = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        holds((try? armour.decode(source, into: nowhere)) == nil, "\(armour): a malformed text was decoded")
        return
    }
    // A line of a dump may stand for many like it.
    holds(armour == .hexDump || byteCount <= source.byteCount, "\(armour): more bytes than characters")
    guard byteCount <= 1 << 20 else { return }
    withMemory(byteCount) { memory in
        holds((try? armour.decode(source, into: memory)) == byteCount, "\(armour): other bytes than were counted")
    }
    guard byteCount > 0 else { return }
    withMemory(byteCount - 1) { memory in
        holds((try? armour.decode(source, into: memory)) == nil, "\(armour): decoded into too little room")
        holds(memory.allSatisfy { $0 == 0xA5 }, "\(armour): begun to decode into too little room")
    }
}

/// A way to write bytes as text.
private enum Dress: CaseIterable {
    case hex, cArray, cString, registry, base64, pem

    var armour: TextArmour {
        switch self {
        case .hex: .hex
        case .cArray: .cArray
        case .cString: .cString
        case .registry: .registry
        case .base64: .base64
        case .pem: .pem
        }
    }

    func text(of bytes: [UInt8]) -> String {
        switch self {
        case .hex: bytes.map(\.hex).joined()
        case .cArray: "{" + bytes.map { "0x\($0.hex)" }.joined(separator: ", ") + "}"
        case .cString: "\"" + bytes.map { "\\x\($0.hex)" }.joined() + "\""
        case .registry: "hex:" + bytes.map(\.hex).joined(separator: ",")
        case .base64: Self.base64(bytes)
        case .pem: "-----BEGIN KEY-----\n\(Self.base64(bytes))\n-----END KEY-----\n"
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    private static func base64(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : "=")
            }
        }
        return text
    }
}

private func undress(_ dress: Dress, _ source: RawSpan) {
    guard 1...256 ~= source.byteCount else { return }
    let text = Array(dress.text(of: source.withUnsafeBytes { Array($0) }).utf8)
    withMemory(source.byteCount) { memory in
        let count = try? dress.armour.decode(text.span.bytes, into: memory)
        holds(count == source.byteCount, "\(dress): what was put on cannot be taken off")
        holds(source.isEqual(to: UnsafeRawBufferPointer(memory)), "\(dress): other bytes than were put on")
    }
}

extension UInt8 {
    fileprivate var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

internal import CipherCore
internal import KeyBlob

/// A report for people: a line about the BLOB, a table of its fields, and its deviations.
enum TextReport {
    private static let heads = ["offset", "size", "name", "value", "legal"]
    /// Byte fields longer than this show half as many bytes.
    private static let longest = 32

    static func text(_ report: Report, of key: borrowing KeyFile, showSecrets: Bool) -> String {
        let blob = key.blob.bytes
        let rows = report.rows.map { cells($0, blob, showSecrets: showSecrets) }
        let deviations = report.deviations
        var text = "\(Talk.oneLine(key.name)): \(report.format), \(key.byteCount) bytes, "
        text += "\(key.armour.rawValue), \(report.sureness)\n"
        if let identity = report.identity { text += "  identity \(identity)\n" }
        for line in table([heads] + rows) { text += "  \(line)\n" }
        for kind in deviations.kinds {
            text += "  deviation: \(kind.name) at byte \(deviations.firstOffset(of: kind) ?? 0)\n"
        }
        return text
    }

    private static func cells(_ row: ReportRow, _ blob: RawSpan, showSecrets: Bool) -> [String] {
        [
            String(row.offset), String(row.size), Talk.oneLine(row.name),
            row.isSecret && !showSecrets ? "(secret)" : value(row, blob),
            // A single legal number reads like the value it is compared with.
            row.legal.map { legal in UInt64(legal).map { written($0, row) } ?? legal } ?? "",
        ]
    }

    private static func value(_ row: ReportRow, _ blob: RawSpan) -> String {
        switch row.value {
        case .number(let number): return written(number, row)
        case .text(let text): return "\"\(Talk.oneLine(text))\""
        case .unread: return "(not read)"
        case .bytes:
            if let contents = row.contents { return contents }
            let bytes = row.bytes(in: blob)
            guard bytes.byteCount > longest else { return Hex.digits(of: bytes) }
            return Hex.digits(of: bytes.extracting(first: longest / 2)) + "…"
        }
    }

    /// ALG_IDs and magics by what they mean, other numbers in decimal.
    private static func written(_ number: UInt64, _ row: ReportRow) -> String {
        let hex = "0x" + String(number, radix: 16)
        switch row.name {
        case "aiKeyAlg", "algid", "algorithm":
            let name = AlgorithmIdentifier(rawValue: UInt32(truncatingIfNeeded: number)).name
            return name.map { "\(hex) \($0)" } ?? hex
        case "magic":
            let letters = (0..<row.size).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
            let isText = letters.allSatisfy { (UInt8(ascii: " ")...UInt8(ascii: "~")).contains($0) }
            return isText ? "\(hex) \"\(String(decoding: letters, as: UTF8.self))\"" : hex
        default:
            return String(number)
        }
    }

    /// Lines of cells: the first two columns, numbers, to the right, the others to the left.
    private static func table(_ rows: [[String]]) -> [String] {
        let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                line += column < 2 ? gap + cell + "  " : cell + gap + "  "
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

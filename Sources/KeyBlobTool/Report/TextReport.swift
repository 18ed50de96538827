internal import CipherCore
internal import KeyBlob

/// A report for people: a line about the BLOB, a table of its fields, and its deviations.
enum TextReport {
    private static let heads = ["offset", "size", "name", "value", "legal"]
    /// Byte fields longer than this show half as many bytes.
    private static let longest = 32

    static func text(_ report: BlobReport, of key: borrowing KeyFile, showSecrets: Bool) -> String {
        let blob = key.blob.bytes
        let rows = report.inspection.rows.map { cells($0, blob, showSecrets: showSecrets) }
        let deviations = report.inspection.deviations
        var text = "\(Talk.oneLine(key.name)): \(report.format.rawValue), \(blob.byteCount) bytes, "
        text += "\(key.armour.rawValue), \(report.sureness)\n"
        for line in table([heads] + rows) { text += "  \(line)\n" }
        for kind in deviations.kinds {
            text += "  deviation: \(kind.name) at byte \(deviations.firstOffset(of: kind) ?? 0)\n"
        }
        return text
    }

    private static func cells(_ row: FieldRow, _ blob: RawSpan, showSecrets: Bool) -> [String] {
        [
            String(row.offset), String(row.size), "\(row.name)",
            row.isSecret && !showSecrets ? "(secret)" : value(row, blob),
            // A single legal number reads like the value it is compared with.
            row.legal.map { legal in UInt64(legal).map { written($0, row) } ?? legal } ?? "",
        ]
    }

    private static func value(_ row: FieldRow, _ blob: RawSpan) -> String {
        if let number = row.number { return written(number, row) }
        let bytes = row.bytes(in: blob)
        guard bytes.byteCount > longest else { return Hex.digits(of: bytes) }
        return Hex.digits(of: bytes.extracting(first: longest / 2)) + "…"
    }

    /// ALG_IDs and magics by what they mean, other numbers in decimal.
    private static func written(_ number: UInt64, _ row: FieldRow) -> String {
        let hex = "0x" + String(number, radix: 16)
        switch "\(row.name)" {
        case "aiKeyAlg", "algid":
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

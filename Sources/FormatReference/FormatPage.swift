@_spi(FormatReference) import KeyBlob

/// A format's section of the reference.
struct FormatPage {
    private let format: AnyKeyBlob.Format
    private let comment: DocComment
    private let tables: [(title: String, fields: [FieldOutline])]

    init(_ format: AnyKeyBlob.Format, _ sources: [String: String]) throws {
        self.format = format
        comment = try DocComment(of: format.typeName, in: sources)
        tables = try Variant.of(format).map { ($0.title, try format.outline(where: $0.values)) }
    }

    func text() throws -> String {
        var text = "### \(format.rawValue)\n\n`\(try format.typeName)`: \(comment.summary)\n\n"
        if !comment.lead.isEmpty { text += comment.lead + "\n\n" }
        if !comment.structure.isEmpty { text += comment.structure + "\n" }
        if !comment.remarks.isEmpty { text += comment.remarks + "\n\n" }
        text += Users.of(format).text + " " + recognition + "\n\n"
        for table in tables {
            if !table.title.isEmpty { text += "\(table.title):\n\n" }
            text += Self.table(of: table.fields)
        }
        return text
    }

    private var recognition: String {
        switch format.bestCertainty {
        case .certain?: "Recognised with certainty."
        case .probable?: "Recognised as probable at best: what it holds is known by what it is not."
        case .possible?: "Recognised as possible only: it has no mark."
        case nil: "Never recognised: its name must come from elsewhere."
        }
    }

    private static func table(of fields: [FieldOutline]) -> String {
        let symbols = Symbols(of: fields)
        var text =
            "| offset | size | field | legal values | a tolerant parse forgives |\n| --- | --- | --- | --- | --- |\n"
        var offset = Extent()
        var previous = ""
        for field in fields {
            let cells = [
                offset.terms.count > 3 ? "behind `\(previous)`" : offset.text(symbols), size(of: field, symbols),
                "`\(field.name)`" + (field.isSecret ? " (secret)" : ""),
                legal(field), forgiven(field),
            ]
            text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
            offset.add(field.size)
            previous = field.name
        }
        text += "\nTotal: \(offset.text(symbols)) bytes" + (symbols.text.map { ", with \($0)" } ?? "") + ".\n\n"
        return text
    }

    private static func size(of field: FieldOutline, _ symbols: Symbols) -> String {
        switch field.size {
        case .bytes(let count): String(count)
        case .words(let words): symbols.name(of: words)
        case .rest: "the rest"
        }
    }

    private static func legal(_ field: FieldOutline) -> String {
        let own = field.constant.map { written($0, in: field) } ?? bounds(field)
        return ([own].compactMap { $0 } + field.rules.map(\.words)).joined(separator: ", ")
    }

    /// Nil where every value is legal.
    private static func bounds(_ field: FieldOutline) -> String? {
        guard let range = field.range, case .bytes(let width) = field.size else { return nil }
        let most = width == 8 ? UInt64.max : 1 << UInt64(8 * width) - 1
        if range == 0...most { return nil }
        return range.upperBound == most ? "at least \(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
    }

    /// Magics and parts of GUIDs in hex, and as the letters that they are on the wire.
    private static func written(_ number: UInt64, in field: FieldOutline) -> String {
        guard case .bytes(let width) = field.size, number > 0xFFFF || field.name.contains("guid") else {
            return String(number)
        }
        let hex = "0x" + String(number, radix: 16, uppercase: true)
        let letters = (0..<width).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
        guard letters.allSatisfy({ 0x20...0x7E ~= $0 }) else { return hex }
        return "\(hex) \"\(String(decoding: letters, as: UTF8.self))\""
    }

    private static func forgiven(_ field: FieldOutline) -> String {
        var names: [String] = []
        for kind in field.deviations + field.rules.compactMap(\.deviation) where !names.contains(kind.name) {
            names.append(kind.name)
        }
        return names.joined(separator: ", ")
    }
}

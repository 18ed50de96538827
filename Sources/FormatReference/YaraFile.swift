import KeyBlob

/// `keyblob.yar`: for each format a rule for files that are a BLOB from the first to the last byte, and one, tagged
/// `embedded`, for BLOBs anywhere in a file or in memory.
struct YaraFile {
    func text() throws -> String {
        var text = Signatures.head("YARA: yara keyblob.yar FILE").map { "// \($0)\n" }.joined()
        text += "// Rules tagged `embedded` find BLOBs anywhere, the others files that are one BLOB (yara -t file …).\n"
        for signature in try Signatures.all() {
            text += Self.rule(signature)
            if let embedded = Self.embedded(signature) { text += embedded }
        }
        return text
    }

    private static func rule(_ signature: Signature) -> String {
        let branches = signature.branches.map { branch in
            var terms = branch.tests.flatMap { conditions($0, base: nil) }
            if let total = branch.total { terms.append("filesize == \(written(total, base: nil))") }
            return "(" + terms.joined(separator: " and ") + ")"
        }
        return head(signature, "file", "")
            + "    condition:\n        \(branches.joined(separator: " or\n        "))\n}\n"
    }

    /// Nil where too few bytes are fixed to search for.
    private static func embedded(_ signature: Signature) -> String? {
        var strings = ""
        var conditions: [String] = []
        for (index, branch) in signature.branches.enumerated() {
            guard branch.fixedBits >= 64, branch.isTelling, let pattern = pattern(branch) else { continue }
            let name = "mark\(index)"
            strings += "        $\(name) = { \(pattern) }\n"
            let base = "@\(name)[i]"
            var terms = branch.tests.flatMap { Self.conditions($0, base: base) }
            if let total = branch.total { terms.append("\(base) + \(written(total, base: base)) <= filesize") }
            conditions.append("for any i in (1..#\(name)) : ( \(terms.joined(separator: " and ")) )")
        }
        guard !conditions.isEmpty else { return nil }
        return head(signature, "embedded", "_embedded") + "    strings:\n\(strings)    condition:\n        "
            + conditions.joined(separator: " or\n        ") + "\n}\n"
    }

    private static func head(_ signature: Signature, _ tag: String, _ suffix: String) -> String {
        """

        rule keyblob_\(signature.format)\(suffix) : \(tag) {
            meta:
                description = "\(signature.format.rawValue)"

        """
    }

    /// The constant bytes, with question marks between; at least four constant ones must follow each other.
    private static func pattern(_ branch: Signature.Branch) -> String? {
        var bytes: [Int: UInt8] = [:]
        for test in branch.tests {
            guard let constant = test.constant else { continue }
            for index in 0..<test.width {
                bytes[test.offset + index] = UInt8(truncatingIfNeeded: constant >> UInt64(8 * index))
            }
        }
        guard let last = bytes.keys.max(), bytes[0] != nil else { return nil }
        let cells = (0...last).map { offset -> String in
            guard let byte = bytes[offset] else { return "??" }
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return cells.joined(separator: " ").uppercased()
    }

    private static func conditions(_ test: Signature.Test, base: String?) -> [String] {
        let value = integer(test.offset, test.width, base: base)
        if test.width == 8 {
            guard let constant = test.constant else { return [] }
            let low = integer(test.offset, 4, base: base)
            let high = integer(test.offset + 4, 4, base: base)
            return ["\(low) == \((constant & 0xFFFF_FFFF).hex)", "\(high) == \((constant >> 32).hex)"]
        }
        if let constant = test.constant { return ["\(value) == \(constant.hex)"] }
        var conditions: [String] = []
        if test.values.lowerBound > 0 { conditions.append("\(value) >= \(test.values.lowerBound)") }
        if test.values.upperBound < test.most { conditions.append("\(value) <= \(test.values.upperBound)") }
        return conditions
    }

    private static func integer(_ offset: Int, _ width: Int, base: String?) -> String {
        "uint\(8 * width)(\(base.map { offset == 0 ? $0 : "\($0) + \(offset)" } ?? String(offset)))"
    }

    private static func written(_ expression: Expression, base: String?) -> String {
        expression.tokens.map { token in
            switch token {
            case .number(let number): String(number)
            // Of a length of 64 bits all but the lowest 32 are zero.
            case .field(let offset, let width): integer(offset, min(width, 4), base: base)
            case .symbol("/"): "\\"
            case .symbol(let symbol): String(symbol)
            }
        }.joined(separator: " ")
    }
}

@_spi(FormatReference) import KeyBlob

/// `docs/formats.md`.
struct ReferenceText {
    let sources: [String: String]

    func text() throws -> String {
        var text = """
            # The formats

            Every key BLOB and key file that this package reads: its fields, what they may hold, and what known software gets
            wrong. This page is written by `Scripts/check-docs --write` from the same descriptions that the parsers are made
            of; do not edit it.

            Offsets and sizes are in bytes. Integers of 1, 2, 4 and 8 bytes are little-endian. CryptoAPI's big integers are
            little-endian too, CNG's are big-endian. Every format has a strict parse, which accepts what the column *legal
            values* says and nothing behind the last field, and a tolerant one, which forgives what the last column names and
            says so.


            """
        text += try index()
        for family in Family.allCases {
            text += "## \(family.rawValue)\n\n"
            for format in AnyKeyBlob.Format.allCases where try family.holds(format, sources) {
                text += try FormatPage(format, sources).text()
            }
        }
        return text + (try deviations())
    }

    private func index() throws -> String {
        var text = "| format | type | recognised |\n| --- | --- | --- |\n"
        for format in AnyKeyBlob.Format.allCases {
            let certainty = format.bestCertainty?.rawValue ?? "never"
            text +=
                "| [\(format.rawValue)](#\(Self.anchor(format.rawValue))) | `\(try format.typeName)` | \(certainty) |\n"
        }
        return text + "\n"
    }

    /// GitHub's anchor of a heading.
    private static func anchor(_ heading: String) -> String {
        String(
            heading.lowercased().compactMap {
                $0 == " " ? "-" : $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : nil
            })
    }

    private func deviations() throws -> String {
        guard let source = sources["Deviations.swift"] else { throw ReferenceError.missing("Deviations.swift") }
        var text =
            "## Deviations\n\nWhat a tolerant parse forgives, and who is known for it.\n\n| name | what it is |\n| --- | --- |\n"
        let comments = caseComments(in: source)
        for kind in Deviations.Kind.allCases {
            guard let comment = comments.first(where: { $0.name == "\(kind)" })?.comment else {
                throw ReferenceError.missing("documentation of \(kind)")
            }
            text += "| \(kind.name) | \(comment.replacing("|", with: "\\|")) |\n"
        }
        return text
    }
}

/// The folders that formats are in.
enum Family: String, CaseIterable {
    case cryptoAPI = "CryptoAPI"
    case files = "Files"
    case cng = "CNG"
    case atRest = "Keys at rest"

    /// Whether the format's source is in this family's folder.
    func holds(_ format: AnyKeyBlob.Format, _ sources: [String: String]) throws -> Bool {
        let folder = self == .atRest ? "AtRest" : rawValue
        return sources["\(folder)/\(try format.typeName)"] != nil
    }
}

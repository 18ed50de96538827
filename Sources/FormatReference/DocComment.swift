import Foundation

/// What the source of a format says in front of its type: what it is, its C structure, remarks and sources.
struct DocComment {
    /// The first paragraph.
    private(set) var summary = ""
    /// What leads over to the block of code.
    private(set) var lead = ""
    /// The block of code, with its fences.
    private(set) var structure = ""
    /// The paragraphs behind it.
    private(set) var remarks = ""

    /// Reads the comment in front of `public struct` or `public enum` of this name, somewhere below `sources`.
    init(of type: String, in sources: [String: String]) throws {
        guard let text = sources["\(type).swift"] else { throw ReferenceError.missing("\(type).swift") }
        var comment: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("///") {
                comment.append(line.dropFirst(3))
            } else if line.hasPrefix("public struct \(type)") || line.hasPrefix("public enum \(type)") {
                self.init(comment.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : String($0) })
                return
            } else {
                comment = []
            }
        }
        throw ReferenceError.missing("documentation of \(type)")
    }

    private init(_ lines: [String]) {
        var isCode = false
        var isBehindSummary = false
        for line in lines {
            if line.hasPrefix("```") {
                isCode.toggle()
                isBehindSummary = true
                structure += line + "\n"
            } else if isCode {
                structure += line + "\n"
            } else if !isBehindSummary && line.isEmpty {
                isBehindSummary = true
            } else if isBehindSummary, structure.isEmpty {
                lead += line + "\n"
            } else if isBehindSummary {
                remarks += line + "\n"
            } else {
                summary += line + "\n"
            }
        }
        if structure.isEmpty { (lead, remarks) = ("", lead) }
        summary = Self.plain(summary)
        lead = Self.plain(lead)
        remarks = Self.plain(remarks)
    }

    /// Links to symbols mean nothing outside of the source: they become names.
    private static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "``", with: "`").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The one-line comments in front of the cases of an enumeration.
func caseComments(in text: String) -> [(name: String, comment: String)] {
    var comment = ""
    var found: [(String, String)] = []
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
        if line.hasPrefix("///") {
            comment += (comment.isEmpty ? "" : " ") + line.dropFirst(3).trimmingCharacters(in: .whitespaces)
        } else {
            if line.hasPrefix("case "), !line.contains(":") { found.append((String(line.dropFirst(5)), comment)) }
            comment = ""
        }
    }
    return found
}

/// What keeps the reference from being written.
enum ReferenceError: Error {
    case missing(String)
}

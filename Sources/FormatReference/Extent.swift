@_spi(FormatReference) import KeyBlob

/// A length or an offset: some bytes, and lengths that fields give.
struct Extent {
    private(set) var bytes = 0
    private(set) var terms: [(words: String, count: Int)] = []
    /// Whether a field in it ends where the BLOB does.
    private(set) var isOpen = false

    mutating func add(_ size: FieldOutline.Size) {
        switch size {
        case .bytes(let count): bytes += count
        case .rest: isOpen = true
        case .words(let words):
            if let index = terms.firstIndex(where: { $0.words == words }) {
                terms[index].count += 1
            } else {
                terms.append((words, 1))
            }
        }
    }

    /// The offset where it is the same in every BLOB.
    var fixed: Int? { terms.isEmpty && !isOpen ? bytes : nil }

    /// In words, such as `20 + 2 n + h`.
    func text(_ symbols: Symbols) -> String {
        var parts = bytes > 0 || terms.isEmpty ? [String(bytes)] : []
        for term in terms { parts.append((term.count > 1 ? "\(term.count) " : "") + symbols.name(of: term.words)) }
        if isOpen { parts.append("…") }
        return parts.joined(separator: " + ")
    }
}

/// Short names for lengths that are no single field.
struct Symbols {
    private(set) var names: [(words: String, name: String)] = []

    init(of fields: [FieldOutline]) {
        for case .words(let words) in fields.map(\.size) where !Self.isName(words) {
            if names.contains(where: { $0.words == words }) { continue }
            names.append((words, Self.letter(for: words) ?? Self.unused(names.map(\.name))))
        }
    }

    func name(of words: String) -> String { names.first { $0.words == words }?.name ?? words }

    /// Such as `n = bitlen / 8, h = (bitlen / 8 + 1) / 2`; nil where all lengths are fields.
    var text: String? {
        names.isEmpty ? nil : names.map { "\($0.name) = \($0.words)" }.joined(separator: ", ")
    }

    private static func isName(_ words: String) -> Bool { words.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }

    /// The letters of the literature.
    private static func letter(for words: String) -> String? {
        switch words {
        case "bitlen / 8", "BitLength / 8": "n"
        case "(bitlen / 8 + 1) / 2", "bitlen / 16": "h"
        case "bitlenP / 8": "P"
        case "bitlenQ / 8": "Q"
        case "bitlenJ / 8": "J"
        case "bitlenX / 8": "X"
        default: nil
        }
    }

    private static func unused(_ names: [String]) -> String {
        "abcdefg".map(String.init).first { !names.contains($0) } ?? "z"
    }
}

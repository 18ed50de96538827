@_spi(FormatReference) import KeyBlob

/// A length in terms of integers at fixed offsets, as the words in a layout say it.
struct Expression {
    /// Numbers, fields, operators and parentheses, in order.
    let tokens: [Token]

    enum Token: Equatable {
        case number(Int)
        case field(offset: Int, width: Int)
        case symbol(Character)
    }

    /// The sum of the lengths of all fields; nil where one of them is the rest, or depends on a field that has no fixed
    /// offset.
    static func total(of fields: [FieldOutline]) -> Expression? {
        var places: [String: Token] = [:]
        var extent = Extent()
        for field in fields {
            // Words speak of the field of that name which came last; a nested one may have no fixed offset.
            if case .bytes(let width) = field.size, field.range != nil {
                places[field.name] = extent.fixed.map { .field(offset: $0, width: width) }
            }
            extent.add(field.size)
        }
        guard !extent.isOpen else { return nil }
        var tokens: [Token] = [.number(extent.bytes)]
        for term in extent.terms {
            guard let words = parse(term.words, places) else { return nil }
            let factor: [Token] = term.count > 1 ? [.number(term.count), .symbol("*")] : []
            let isOne = words.count == 1
            tokens += [.symbol("+")] + factor + (isOne ? words : [.symbol("(")] + words + [.symbol(")")])
        }
        return Expression(tokens: tokens)
    }

    func mentions(_ offset: Int) -> Bool {
        tokens.contains { if case .field(offset, _) = $0 { true } else { false } }
    }

    private static func parse(_ words: String, _ places: [String: Token]) -> [Token]? {
        var tokens: [Token] = []
        var rest = Substring(words)
        while let first = rest.first {
            if first == " " {
                rest.removeFirst()
            } else if "+-*/()".contains(first) {
                tokens.append(.symbol(first))
                rest.removeFirst()
            } else {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                guard !word.isEmpty else { return nil }
                rest.removeFirst(word.count)
                guard let token = Int(word).map(Token.number) ?? places[String(word)] else { return nil }
                tokens.append(token)
            }
        }
        return tokens
    }
}

/// Walks through a text, one character at a time, past a byte order mark and all white space.
struct TextCursor: ~Escapable {
    private let source: RawSpan
    private var nextOffset = 0
    /// Where the character that ``next()`` returned last stands, in bytes from the start of the text.
    private(set) var offset = 0

    @_lifetime(copy source)
    init(_ source: RawSpan) {
        self.source = source
        if byte(at: 0) == 0xEF && byte(at: 1) == 0xBB && byte(at: 2) == 0xBF { nextOffset = 3 }
    }

    /// The next character that is not white space; nil at the end of the text.
    mutating func next() -> UInt8? {
        while let character = byte(at: nextOffset) {
            offset = nextOffset
            nextOffset += 1
            if !Self.isWhiteSpace(character) { return character }
        }
        return nil
    }

    /// Steps over `0x`, if that comes next, and says whether it did.
    @discardableResult
    mutating func skipHexPrefix() -> Bool {
        let start = nextOffset
        if next() == UInt8(ascii: "0"), let mark = next(), mark | 0x20 == UInt8(ascii: "x") { return true }
        nextOffset = start
        return false
    }

    private func byte(at index: Int) -> UInt8? {
        guard index < source.byteCount else { return nil }
        // SAFETY: the guard keeps `index` inside the source.
        return unsafe source.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    /// Space, tab, line feed, vertical tab, form feed and carriage return.
    private static func isWhiteSpace(_ character: UInt8) -> Bool {
        character == UInt8(ascii: " ") || (0x09...0x0D).contains(character)
    }
}

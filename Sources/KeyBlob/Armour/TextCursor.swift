/// Walks through a text, one character at a time, past a byte order mark. The text is ASCII in UTF-8 or, behind its
/// mark, in UTF-16, as Windows' registry editor and PowerShell write it.
struct TextCursor: BitwiseCopyable, ~Escapable {
    private let source: RawSpan
    private let encoding: Encoding
    private var nextOffset: Int
    /// Where the character that was returned last stands, in bytes from the start of the text.
    private(set) var offset = 0

    private enum Encoding: BitwiseCopyable {
        case utf8
        case utf16LittleEndian
        case utf16BigEndian
    }

    @_lifetime(copy source)
    init(_ source: RawSpan) {
        self.source = source
        switch (source.octet(at: 0), source.octet(at: 1), source.octet(at: 2)) {
        case (0xEF, 0xBB, 0xBF): (encoding, nextOffset) = (.utf8, 3)
        case (0xFF, 0xFE, _): (encoding, nextOffset) = (.utf16LittleEndian, 2)
        case (0xFE, 0xFF, _): (encoding, nextOffset) = (.utf16BigEndian, 2)
        default: (encoding, nextOffset) = (.utf8, 0)
        }
    }

    /// What stands for a character that is not ASCII, and for half a character at the end.
    static let notASCII: UInt8 = 0xFF

    /// The next character, white space or not; nil at the end of the text.
    mutating func nextOfAny() -> UInt8? {
        guard let first = source.octet(at: nextOffset) else { return nil }
        offset = nextOffset
        if encoding == .utf8 {
            nextOffset += 1
            return first
        }
        nextOffset += 2
        guard let second = source.octet(at: offset + 1) else { return Self.notASCII }
        let (low, high) = encoding == .utf16LittleEndian ? (first, second) : (second, first)
        return high == 0 ? low : Self.notASCII
    }

    /// The next character that is not white space; nil at the end of the text.
    mutating func next() -> UInt8? {
        while let character = nextOfAny() {
            if !Self.isWhiteSpace(character) { return character }
        }
        return nil
    }

    /// The next character, without stepping over it.
    var upcoming: UInt8? {
        var ahead = self
        return ahead.nextOfAny()
    }

    /// The next character that is not white space, without stepping over it.
    var upcomingInk: UInt8? {
        var ahead = self
        return ahead.next()
    }

    /// Steps over white space within a line and says over how many characters.
    @discardableResult
    mutating func skipBlanks() -> Int {
        var count = 0
        while let character = upcoming, Self.isWhiteSpace(character), character != UInt8(ascii: "\n") {
            _ = nextOfAny()
            count += 1
        }
        return count
    }

    /// Steps over the rest of a line and its line feed.
    mutating func skipLine() {
        while let character = nextOfAny(), character != UInt8(ascii: "\n") {}
    }

    /// Steps over `text` if that comes next, behind white space, in either case if it is in lower case; says whether it
    /// did.
    mutating func skip(_ text: StaticString) -> Bool {
        let start = self
        var isFirst = true
        for index in 0..<text.utf8CodeUnitCount {
            // SAFETY: the index is below the count, and all texts in here are ASCII.
            let expected = unsafe text.utf8Start[index]
            guard let character = isFirst ? next() : nextOfAny() else {
                self = start
                return false
            }
            let folded = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character) ? character | 0x20 : character
            guard character == expected || folded == expected else {
                self = start
                return false
            }
            isFirst = false
        }
        return true
    }

    /// The byte that two hexadecimal digits spell, if they come next.
    mutating func nextPair() -> UInt8? {
        let start = self
        if let high = nextOfAny().flatMap({ TextArmour.hexValue(of: $0) }),
            let low = nextOfAny().flatMap({ TextArmour.hexValue(of: $0) })
        {
            return high << 4 | low
        }
        self = start
        return nil
    }

    /// Whether there is nothing but white space left in the line.
    var isAtEndOfLine: Bool {
        var ahead = self
        ahead.skipBlanks()
        return ahead.upcoming == nil || ahead.upcoming == UInt8(ascii: "\n")
    }

    /// An error about the character that was returned last.
    func refusalOfLast(_ reason: ArmourError.Reason = .illegalCharacter) -> ArmourError {
        ArmourError(reason: reason, offset: offset)
    }

    /// An error about the next character, or about the end of the text if there is none.
    func refusalOfNext(_ reason: ArmourError.Reason = .illegalCharacter) -> ArmourError {
        var ahead = self
        guard ahead.nextOfAny() != nil else { return ArmourError(reason: .truncated, offset: source.byteCount) }
        return ahead.refusalOfLast(reason)
    }

    /// As ``refusalOfNext(_:)``, behind white space.
    func refusalOfInk(_ reason: ArmourError.Reason = .illegalCharacter) -> ArmourError {
        var ahead = self
        guard ahead.next() != nil else { return ArmourError(reason: .truncated, offset: source.byteCount) }
        return ahead.refusalOfLast(reason)
    }

    /// An error about the next character, or about the one behind it if the next is a hexadecimal digit.
    func refusalOfPair() -> ArmourError {
        guard let character = upcoming, TextArmour.hexValue(of: character) != nil else { return refusalOfNext() }
        var second = self
        _ = second.nextOfAny()
        return second.refusalOfNext()
    }

    /// Space, tab, line feed, vertical tab, form feed and carriage return.
    static func isWhiteSpace(_ character: UInt8) -> Bool {
        character == UInt8(ascii: " ") || (0x09...0x0D).contains(character)
    }
}

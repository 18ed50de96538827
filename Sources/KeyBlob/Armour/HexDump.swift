/// A dump: in each line an offset, bytes in hex, and the same bytes as characters. The offset and the characters may be
/// missing, but not both.
///
/// | program | a line |
/// |---|---|
/// | `xxd` | `00000000: 0602 0000 00a4 0000 5253 4131 0002 0000  ........RSA1....` |
/// | `hexdump -C` | `00000000  06 02 00 00 00 a4 00 00  52 53 41 31 00 02 00 00  \|........RSA1....\|` |
/// | `od -A x -t x1z` | `000000 06 02 00 00 00 a4 00 00 52 53 41 31 00 02 00 00  >........RSA1....<` |
/// | `certutil` | `0000  06 02 00 00 00 a4 00 00  52 53 41 31 00 02 00 00   ........RSA1....` |
/// | WinDbg `db` | `00000000``00a4f8c0  06 02 00 00 00 a4 00 00-52 53 41 31 00 02 00 00  ........RSA1....` |
struct HexDump: ~Escapable {
    private var cursor: TextCursor
    private let hasOffsets: Bool
    /// How many bytes a whole line holds, as far as the first two offsets tell.
    private let lineLength: Int
    /// Whether two blanks may stand in the middle of a line, and not only in front of the characters.
    private let hasMiddleGap: Bool

    /// The most bytes that one line may hold, and that all `*` together may stand for: no text makes a caller allocate
    /// much more than its own length.
    private static let longestLine: UInt64 = 64
    private static let longestRepetition = 65536

    /// Nil where the first line does not look like one of a dump.
    @_lifetime(copy text)
    init?(_ text: TextCursor) {
        cursor = text
        var line = text
        line.skipBlankLines()
        if let first = line.nextOffsetColumn() {
            guard first.hasColon || line.holdsPair else { return nil }
            hasOffsets = true
            line.skipLine()
            let delta = line.nextOffsetColumn().map { $0.value &- first.value } ?? 16
            lineLength = 1...Self.longestLine ~= delta ? Int(delta) : 16
            hasMiddleGap = !first.hasColon && lineLength > 8
        } else {
            guard line.holdsPairsAndCharacters else { return nil }
            hasOffsets = false
            lineLength = 16
            hasMiddleGap = true
        }
    }

    /// Calls `emit` with the index and value of every byte, and returns their number.
    mutating func decode(_ emit: (Int, UInt8) -> Void) throws(ArmourError) -> Int {
        var byteCount = 0
        var start: UInt64?
        var previous = cursor
        var isRepeating = false
        var repeated = 0
        cursor.skipBlankLines()
        while cursor.upcoming != nil {
            if hasOffsets, byteCount > 0, !isRepeating, cursor.skip("*") {
                guard cursor.isAtEndOfLine else { throw cursor.refusalOfInk() }
                isRepeating = true
                cursor.skipLine()
            } else {
                if hasOffsets {
                    let column = cursor
                    guard let value = cursor.nextOffsetColumn()?.value else { throw cursor.refusalOfInk() }
                    let gap = value &- (start ?? value) &- UInt64(byteCount)
                    let most = isRepeating ? Self.longestRepetition - repeated : 0
                    guard gap <= UInt64(most), try fill(Int(gap), with: previous, from: byteCount, emit) else {
                        throw column.refusalOfInk(.badOffset)
                    }
                    byteCount += Int(gap)
                    repeated += Int(gap)
                    start = start ?? value
                    isRepeating = false
                }
                previous = cursor
                byteCount += try bytes(of: &cursor, atMost: lineLength, from: byteCount, emit)
                guard cursor.isAtEndOfLine || cursor.isAtCharacters else { throw cursor.refusalOfInk() }
                cursor.skipLine()
            }
            cursor.skipBlankLines()
        }
        guard !isRepeating else { throw cursor.refusalOfInk() }
        return byteCount
    }

    /// Emits `count` bytes, those of `line` again and again; false where it has none.
    private func fill(
        _ count: Int, with line: TextCursor, from index: Int, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Bool {
        var filled = 0
        while filled < count {
            var line = line
            let more = try bytes(of: &line, atMost: min(lineLength, count - filled), from: index + filled, emit)
            guard more > 0 else { return false }
            filled += more
        }
        return true
    }

    /// Emits the bytes of one line, up to its end or to its characters, and says how many they are.
    private func bytes(
        of line: inout TextCursor, atMost limit: Int, from index: Int, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        var count = 0
        while count < limit {
            var ahead = line
            let gap = ahead.skipBlanks()
            guard let character = ahead.upcoming, character != UInt8(ascii: "\n") else { break }
            let isMiddle = count == 8 && hasMiddleGap
            if count > 0, gap >= (isMiddle ? 3 : 2) || TextCursor.opensCharacters(character) { break }
            if isMiddle, gap == 0, character == UInt8(ascii: "-") { _ = ahead.nextOfAny() }
            guard let byte = ahead.nextPair() else { throw ahead.refusalOfPair() }
            emit(index + count, byte)
            count += 1
            line = ahead
        }
        return count
    }
}

extension TextCursor {
    /// Whether the characters of a line begin here: hexdump and od put them between bars and angles.
    fileprivate static func opensCharacters(_ character: UInt8) -> Bool {
        character == UInt8(ascii: "|") || character == UInt8(ascii: ">")
    }

    /// Whether the characters of a line come next: nothing else stands behind a gap.
    fileprivate var isAtCharacters: Bool {
        var ahead = self
        return ahead.skipBlanks() >= 2 || ahead.upcoming.map(Self.opensCharacters) ?? false
    }

    /// Steps over lines of nothing but white space.
    fileprivate mutating func skipBlankLines() {
        while upcoming != nil, isAtEndOfLine { skipLine() }
    }

    /// Steps over an offset: four hexadecimal digits or more, which a colon or blanks end.
    ///
    /// That groups of digits are no offset is seen from what follows: a pair that stands alone.
    fileprivate mutating func nextOffsetColumn() -> (value: UInt64, hasColon: Bool)? {
        let start = self
        skipBlanks()
        var value: UInt64 = 0
        var digits = 0
        while let character = upcoming {
            if let digit = TextArmour.hexValue(of: character) {
                value = value << 4 | UInt64(digit)
                digits += 1
            } else if character != UInt8(ascii: "`") || digits == 0 {
                break
            }
            _ = nextOfAny()
        }
        let hasColon = upcoming == UInt8(ascii: ":")
        if hasColon { _ = nextOfAny() }
        guard 4...16 ~= digits, upcoming.map(Self.isWhiteSpace) ?? true, hasColon || isAtEndOfLine || holdsPair else {
            self = start
            return nil
        }
        return (value, hasColon)
    }

    /// Whether two hexadecimal digits come next in this line.
    fileprivate var holdsPair: Bool {
        var ahead = self
        ahead.skipBlanks()
        guard ahead.nextPair() != nil else { return false }
        // Of the dumps only xxd's, which have a colon, put more than one byte into a group.
        return ahead.upcoming.map { TextArmour.hexValue(of: $0) == nil } ?? true
    }

    /// Whether the line is of up to sixteen pairs, a gap, and the same bytes as characters: dots for what is not
    /// printable.
    fileprivate var holdsPairsAndCharacters: Bool {
        var pairs = self
        var characters = self
        var count = 0
        var gap = characters.skipBlanks()
        while count < 16, count == 0 || gap == 1 || (count == 8 && gap == 2), characters.nextPair() != nil {
            count += 1
            gap = characters.skipBlanks()
        }
        guard count > 0, gap >= 2 else { return false }
        for _ in 0..<count {
            pairs.skipBlanks()
            guard let byte = pairs.nextPair(), let character = characters.nextOfAny() else { return false }
            guard character == byte || character == UInt8(ascii: ".") || byte >= 0x80 else { return false }
        }
        return characters.isAtEndOfLine
    }
}

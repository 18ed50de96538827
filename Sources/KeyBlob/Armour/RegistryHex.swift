extension TextArmour {
    /// The one binary value of a `.reg` file, or the value alone.
    static func decodeRegistry(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        if !cursor.skip("hex") { try cursor.skipToBinaryValue() }
        let byteCount = try decodeValue(&cursor, emit)
        var ahead = cursor
        do throws(ArmourError) { try ahead.skipToBinaryValue() } catch { return byteCount }
        throw ahead.refusalOfLast(.severalBlobs)
    }

    /// What stands behind `hex`: a type in parentheses, a colon, and pairs of digits with commas between; a backslash
    /// continues on the next line.
    private static func decodeValue(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        if cursor.upcoming == UInt8(ascii: "(") {
            _ = cursor.nextOfAny()
            while cursor.upcoming.flatMap(hexValue) != nil { _ = cursor.nextOfAny() }
            guard cursor.upcoming == UInt8(ascii: ")") else { throw cursor.refusalOfNext() }
            _ = cursor.nextOfAny()
        }
        guard cursor.upcoming == UInt8(ascii: ":") else { throw cursor.refusalOfNext() }
        _ = cursor.nextOfAny()
        var byteCount = 0
        if cursor.isAtEndOfLine { return 0 }
        while true {
            try cursor.skipContinuations()
            guard let byte = cursor.nextPair() else { throw cursor.refusalOfPair() }
            emit(byteCount, byte)
            byteCount += 1
            cursor.skipBlanks()
            if cursor.isAtEndOfLine { return byteCount }
            guard cursor.upcoming == UInt8(ascii: ",") else { throw cursor.refusalOfNext() }
            _ = cursor.nextOfAny()
        }
    }
}

extension TextCursor {
    /// Steps to behind the next `=hex` that a line gives a value with.
    fileprivate mutating func skipToBinaryValue() throws(ArmourError) {
        while let first = upcomingInk {
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "@") {
                _ = next()
                if first == UInt8(ascii: "\"") { skipName() }
                if skip("=") && skip("hex") { return }
            }
            skipLine()
        }
        throw refusalOfInk()
    }

    /// Steps behind the quote that ends a value's name.
    private mutating func skipName() {
        while let character = nextOfAny(), character != UInt8(ascii: "\""), character != UInt8(ascii: "\n") {
            if character == UInt8(ascii: "\\") { _ = nextOfAny() }
        }
    }

    /// Steps over blanks and over backslashes that end a line.
    fileprivate mutating func skipContinuations() throws(ArmourError) {
        skipBlanks()
        while upcoming == UInt8(ascii: "\\") {
            _ = nextOfAny()
            guard isAtEndOfLine, upcomingInk != nil else { throw refusalOfNext() }
            skipLine()
            skipBlanks()
        }
    }
}

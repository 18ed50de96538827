extension TextArmour {
    /// Escapes such as `\x06`, bare or in quotes; in quotes there are other escapes, and characters that stand for
    /// themselves. Quoted parts follow each other with white space between. A declaration in front ends with the equals sign.
    static func decodeString(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        if !cursor.beginsWithString { _ = cursor.skipDeclarationOfString() }
        var byteCount = 0
        while let character = cursor.upcomingInk {
            if cursor.skip("\\x") {
                guard let byte = cursor.nextPair() else { throw cursor.refusalOfPair() }
                emit(byteCount, byte)
                byteCount += 1
                continue
            }
            if character == UInt8(ascii: "b") { _ = cursor.next() }
            guard let quote = cursor.next() else { throw cursor.refusalOfInk() }
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw cursor.refusalOfLast() }
            while let byte = try cursor.nextQuoted(until: quote) {
                emit(byteCount, byte)
                byteCount += 1
            }
            while cursor.skip(";") || cursor.skip("\\\n") || cursor.skip("\\\r\n") {}
        }
        return byteCount
    }
}

extension TextCursor {
    /// Whether a string comes next, or a bare escape of one.
    var beginsWithString: Bool {
        var ahead = self
        return ahead.skip("\\x") || ahead.skip("b'") || ahead.skip("b\"") || ahead.skip("'") || ahead.skip("\"")
    }

    /// Whether a declaration stands in one of the first lines, of a string with escapes: what is base64 or hex in quotes has
    /// none.
    var declaresString: Bool {
        var ahead = self
        return ahead.skipDeclarationOfString()
    }

    /// Steps behind the equals sign in front of such a string; says whether there is one.
    mutating func skipDeclarationOfString() -> Bool {
        var ahead = self
        for _ in 0..<Self.longestDeclaration {
            guard let character = ahead.nextOfAny(), character != Self.notASCII else { return false }
            if character == UInt8(ascii: "="), ahead.beginsWithQuotedEscape {
                self = ahead
                return true
            }
        }
        return false
    }

    /// Whether a quoted string comes next that soon has an escape: every BLOB has a zero among its first bytes.
    private var beginsWithQuotedEscape: Bool {
        var ahead = self
        _ = ahead.skip("b")
        guard let quote = ahead.next(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        for _ in 0..<Self.telling {
            guard let character = ahead.nextOfAny(), character != quote else { return false }
            if character == UInt8(ascii: "\\") { return true }
        }
        return false
    }

    /// What the next character or escape stands for; nil at the closing quote.
    fileprivate mutating func nextQuoted(until quote: UInt8) throws(ArmourError) -> UInt8? {
        guard let character = nextOfAny() else { throw refusalOfNext() }
        if character == quote { return nil }
        guard character == UInt8(ascii: "\\") else {
            guard (UInt8(ascii: " ")...UInt8(ascii: "~")).contains(character) else { throw refusalOfLast() }
            return character
        }
        guard let escaped = nextOfAny() else { throw refusalOfNext() }
        switch escaped {
        case UInt8(ascii: "x"):
            guard let byte = nextPair() else { throw refusalOfPair() }
            return byte
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return escaped
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "0"):
            // An octal escape of more digits is none of ours.
            guard !(upcoming.map { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) } ?? false) else {
                throw refusalOfNext()
            }
            return 0
        default: throw refusalOfLast()
        }
    }
}

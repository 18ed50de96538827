extension TextArmour {
    /// Bytes such as `0x06`, with commas between; a declaration in front ends with the first brace, and nothing that
    /// holds another brace may follow the closing one.
    static func decodeArray(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        let isBraced = cursor.upcomingInk != UInt8(ascii: "0")
        if isBraced {
            repeat {
                guard let character = cursor.next() else { throw cursor.refusalOfInk() }
                if character == UInt8(ascii: "{") { break }
            } while true
        }
        var byteCount = 0
        var needsComma = false
        while let character = cursor.upcomingInk, !(isBraced && character == UInt8(ascii: "}")) {
            if needsComma, cursor.skip(",") {
                needsComma = false
                continue
            }
            guard cursor.skip("0x") else { throw cursor.refusalOfPrefix() }
            guard let byte = cursor.nextElement() else { throw cursor.refusalOfNext() }
            guard cursor.upcoming.flatMap(hexValue) == nil else { throw cursor.refusalOfNext() }
            emit(byteCount, byte)
            byteCount += 1
            needsComma = true
        }
        guard isBraced else { return byteCount }
        guard cursor.skip("}") else { throw cursor.refusalOfInk() }
        while let character = cursor.next() {
            if character == UInt8(ascii: "{") { throw cursor.refusalOfLast(.severalBlobs) }
        }
        return byteCount
    }

    /// Escapes such as `\x06`, bare or in quotes; in quotes there are other escapes, and characters that stand for
    /// themselves. Quoted parts follow each other with white space between.
    static func decodeString(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
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
    /// The byte that one or two hexadecimal digits spell, if they come next.
    fileprivate mutating func nextElement() -> UInt8? {
        if let byte = nextPair() { return byte }
        guard let digit = upcoming.flatMap({ TextArmour.hexValue(of: $0) }) else { return nil }
        _ = nextOfAny()
        return digit
    }

    /// An error about the first character that is not of `0x`.
    fileprivate func refusalOfPrefix() -> ArmourError {
        var ahead = self
        guard ahead.next() == UInt8(ascii: "0") else { return refusalOfInk() }
        return ahead.refusalOfNext()
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

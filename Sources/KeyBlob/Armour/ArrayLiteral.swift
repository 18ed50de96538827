extension TextArmour {
    /// Bytes such as `0x06` or `164`, with commas between. A declaration in front ends with the bracket that the bytes
    /// stand in; no other brace may follow that.
    static func decodeArray(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        let closing = cursor.beginsWithElement ? nil : try cursor.skipDeclaration()
        var byteCount = 0
        var needsComma = false
        while let character = cursor.upcomingInk, character != closing {
            if needsComma, cursor.skip(",") {
                needsComma = false
                continue
            }
            emit(byteCount, try cursor.nextElement())
            byteCount += 1
            needsComma = true
        }
        guard closing != nil else { return byteCount }
        guard cursor.next() != nil else { throw cursor.refusalOfInk() }
        while let character = cursor.next() {
            if character == UInt8(ascii: "{") { throw cursor.refusalOfLast(.severalBlobs) }
        }
        return byteCount
    }
}

extension TextCursor {
    /// How far into a text the bracket that opens an array, or a declared string, is looked for.
    static let longestDeclaration = 256

    /// Whether there is an array behind some declaration in one of the first lines.
    var declaresArray: Bool {
        var ahead = self
        for _ in 0..<Self.longestDeclaration {
            guard let character = ahead.nextOfAny(), character != Self.notASCII else { return false }
            if ahead.closing(of: character) != nil { return true }
        }
        return false
    }

    /// Steps to the first element and says what closes the array.
    fileprivate mutating func skipDeclaration() throws(ArmourError) -> UInt8 {
        while let character = next() {
            if let closing = closing(of: character) { return closing }
        }
        throw refusalOfInk()
    }

    /// What closes the array that `character`, which was stepped over, opens: a brace opens one in C, C#, Java and Go.
    /// Other brackets, those of Rust, Python, JSON and PowerShell, stand elsewhere too: they do if two elements follow.
    private func closing(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "["): beginsWithElements ? UInt8(ascii: "]") : nil
        case UInt8(ascii: "("): beginsWithElements ? UInt8(ascii: ")") : nil
        default: nil
        }
    }

    /// Whether something comes next that only two elements begin like; whether they are bytes is for decoding to say.
    var beginsWithElements: Bool {
        var ahead = self
        _ = ahead.skip("(byte)") || ahead.skip("-")
        if ahead.skip("0x") {
            while let character = ahead.upcoming, TextArmour.hexValue(of: character) != nil { _ = ahead.nextOfAny() }
            return ahead.skip(",") || ahead.skip("0x")
        }
        guard ahead.beginsWithElement else { return false }
        while let character = ahead.upcomingInk, Self.digit(character) != nil { _ = ahead.next() }
        return ahead.skip(",") && (ahead.beginsWithElement || ahead.skip("(byte)"))
    }

    /// Whether an element comes next, complete or not.
    var beginsWithElement: Bool {
        var ahead = self
        guard let first = ahead.next() else { return false }
        return Self.digit(first) != nil || first == UInt8(ascii: "-")
    }

    /// The byte that comes next: of one or two hexadecimal digits behind `0x`, or decimal; as Java has it, it may be
    /// negative and have `(byte)` in front.
    fileprivate mutating func nextElement() throws(ArmourError) -> UInt8 {
        _ = skip("(byte)")
        if skip("0x") {
            guard let high = upcoming.flatMap({ TextArmour.hexValue(of: $0) }) else { throw refusalOfNext() }
            if let byte = nextPair() {
                guard upcoming.flatMap({ TextArmour.hexValue(of: $0) }) == nil else { throw refusalOfNext() }
                return byte
            }
            _ = nextOfAny()
            return high
        }
        let isNegative = skip("-")
        guard let first = next() else { throw refusalOfInk() }
        guard var value = Self.digit(first) else { throw refusalOfLast() }
        while let digit = upcoming.flatMap(Self.digit) {
            // A leading zero would mean octal in one language and nothing in another.
            guard value != 0, value * 10 + digit <= (isNegative ? 128 : 255) else { throw refusalOfNext() }
            value = value * 10 + digit
            _ = nextOfAny()
        }
        return UInt8(truncatingIfNeeded: isNegative ? -value : value)
    }

    private static func digit(_ character: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) ? Int(character - UInt8(ascii: "0")) : nil
    }
}

extension TextArmour {
    /// How many bytes `source` holds under its armour. All of it is read and checked.
    ///
    /// - Throws: ``ArmourError`` with any reason but ``ArmourError/Reason/outputTooSmall``.
    public func decodedByteCount(of source: RawSpan) throws(ArmourError) -> Int {
        if self == .binary { return source.byteCount }
        return try decode(source) { _, _ in }
    }

    /// Takes the armour off `source`, into the start of `buffer`, and returns how many bytes came out.
    ///
    /// - Throws: as ``decodedByteCount(of:)``, and ``ArmourError/Reason/outputTooSmall``; nothing is written then.
    public func decode(
        _ source: RawSpan, into buffer: UnsafeMutableRawBufferPointer
    ) throws(ArmourError) -> Int {
        let byteCount = try decodedByteCount(of: source)
        guard byteCount <= buffer.count else {
            throw ArmourError(reason: .outputTooSmall, offset: source.byteCount)
        }
        // SAFETY: the same decoder has just counted the bytes, and the buffer holds as many.
        if self == .binary {
            unsafe source.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        } else {
            _ = try decode(source) { unsafe buffer[$0] = $1 }
        }
        return byteCount
    }

    /// Calls `emit` with the index and value of every byte, and returns their number.
    private func decode(_ source: RawSpan, _ emit: (Int, UInt8) -> Void) throws(ArmourError) -> Int {
        var cursor = TextCursor(source)
        switch self {
        case .binary: return 0
        case .hex: return try Self.decodeHex(&cursor, emit)
        case .base64:
            let byteCount = try Self.decodeBase64(&cursor, inPEM: false, emit)
            guard cursor.upcomingInk == nil else { throw cursor.refusalOfInk() }
            return byteCount
        case .pem: return try Self.decodePEM(&cursor, emit)
        case .hexDump:
            guard var dump = HexDump(cursor) else { throw cursor.refusalOfInk() }
            return try dump.decode(emit)
        case .cArray: return try Self.decodeArray(&cursor, emit)
        case .cString: return try Self.decodeString(&cursor, emit)
        case .registry: return try Self.decodeRegistry(&cursor, emit)
        }
    }

    private static func decodeHex(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        let isQuoted = cursor.skip("x'")
        if !isQuoted { _ = cursor.skip("0x") }
        var byteCount = 0
        while let first = cursor.upcomingInk, !(isQuoted && first == UInt8(ascii: "'")) {
            _ = cursor.next()
            if isByteSeparator(first), byteCount > 0, let following = cursor.upcomingInk, hexValue(of: following) != nil
            {
                continue
            }
            guard let high = hexValue(of: first) else { throw cursor.refusalOfLast() }
            guard let second = cursor.next() else { throw cursor.refusalOfInk() }
            guard let low = hexValue(of: second) else { throw cursor.refusalOfLast() }
            emit(byteCount, high << 4 | low)
            byteCount += 1
        }
        if isQuoted && !cursor.skip("'") { throw cursor.refusalOfInk() }
        guard cursor.upcomingInk == nil else { throw cursor.refusalOfInk() }
        return byteCount
    }

    /// Decodes up to the end of the text or, in PEM, to a hyphen, which ends the body; PEM has padding and one alphabet.
    private static func decodeBase64(
        _ cursor: inout TextCursor, inPEM: Bool, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        var byteCount = 0
        var bits: UInt32 = 0
        var bitCount = 0  // how many of the lowest `bits` are not emitted yet: 0, 2, 4 or 6
        var padding = 0
        var alphabet = inPEM ? Alphabet.standard : .either
        var isOneWord = true
        while let character = cursor.upcomingInk, !(inPEM && character == UInt8(ascii: "-")) {
            _ = cursor.next()
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            if let following = cursor.upcoming, TextCursor.isWhiteSpace(following), cursor.upcomingInk != nil {
                isOneWord = false
            }
            guard padding == 0, let digit = alphabet.value(of: character) else { throw cursor.refusalOfLast() }
            bits = bits << 6 | UInt32(digit)
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            emit(byteCount, UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
            byteCount += 1
        }
        // Every `=` stands for two bits that are left over and zero. Six left over are no byte, whatever follows.
        // URLs and the like leave the padding out; a sentence is no base64.
        let isPadded = padding > 0 || inPEM || !isOneWord
        guard isPadded ? padding * 2 >= bitCount : bitCount < 6 else { throw cursor.refusalOfInk() }
        guard !isPadded || padding * 2 == bitCount, bitCount < 6, bits & (1 << UInt32(bitCount) - 1) == 0 else {
            throw ArmourError(reason: .badPadding, offset: cursor.offset)
        }
        return byteCount
    }

    /// Base64 between two lines that say the same of it.
    private static func decodePEM(
        _ cursor: inout TextCursor, _ emit: (Int, UInt8) -> Void
    ) throws(ArmourError) -> Int {
        guard cursor.skip("-----BEGIN") else { throw cursor.refusalOfInk() }
        var label = cursor
        cursor.skipLine()
        let byteCount = try decodeBase64(&cursor, inPEM: true, emit)
        guard cursor.skip("-----END") else { throw cursor.refusalOfInk() }
        while let character = label.nextOfAny(), character != UInt8(ascii: "\n") {
            if TextCursor.isWhiteSpace(character) && label.isAtEndOfLine { break }
            guard let other = cursor.nextOfAny() else { throw cursor.refusalOfNext() }
            guard character == other else { throw cursor.refusalOfLast(.labelMismatch) }
        }
        guard let more = cursor.upcomingInk else { return byteCount }
        var ahead = cursor
        throw ahead.skip("-----BEGIN") && more == UInt8(ascii: "-")
            ? cursor.refusalOfInk(.severalBlobs) : cursor.refusalOfInk()
    }

    /// What a hexadecimal digit stands for; nil for any other character.
    static func hexValue(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Whether this may stand between two bytes in hex, as OpenSSL and .NET write them.
    static func isByteSeparator(_ character: UInt8) -> Bool {
        character == UInt8(ascii: ":") || character == UInt8(ascii: "-")
    }

    /// The two alphabets of base64, which no text mixes: they differ in their last two digits.
    private enum Alphabet {
        case either
        case standard
        case urls

        /// What a digit stands for, and tells of the alphabet; nil for any other character.
        mutating func value(of character: UInt8) -> UInt8? {
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): return character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): return character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): return character - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"), UInt8(ascii: "/"):
                guard self != .urls else { return nil }
                self = .standard
                return character == UInt8(ascii: "+") ? 62 : 63
            case UInt8(ascii: "-"), UInt8(ascii: "_"):
                guard self != .standard else { return nil }
                self = .urls
                return character == UInt8(ascii: "-") ? 62 : 63
            default: return nil
            }
        }
    }
}

extension TextArmour {
    /// Tells the armour from the first line; whether the rest is well-formed is for decoding to say.
    ///
    /// A BLOB is never mistaken for text: all have a zero among their first bytes (`reserved`, or a length's high byte).
    /// Nor is a CryptoAPI BLOB's base64 mistaken for hex: its third character encodes `bVersion` and is `I` or `M`.
    public init(recognising source: RawSpan) {
        let start = TextCursor(source)
        guard start.beginsWithText else {
            self = .binary
            return
        }
        if let marked = start.markedArmour {
            self = marked
        } else if HexDump(start) != nil {
            self = .hexDump
        } else if start.declaresString {
            self = .cString
        } else {
            self = start.declaresArray ? .cArray : start.beginsWithHex ? .hex : .base64
        }
    }
}

extension TextCursor {
    /// How many characters tell hex from base64, and text from a BLOB. Ecma's 16 bytes in place of a strong-name key are
    /// 22 letters in base64 that could all be hex digits; only the `=` behind them tells.
    static let telling = 32

    /// How far into a text the equals sign of a registry value is looked for.
    private static let longestName = 256

    /// Whether the first characters are printable, and there is one.
    fileprivate var beginsWithText: Bool {
        var ahead = self
        var seen = 0
        while seen < Self.telling, let character = ahead.next() {
            guard (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(character) else { return false }
            seen += 1
        }
        return seen > 0
    }

    /// Whether the first characters are hexadecimal digits, or a prefix and such digits.
    fileprivate var beginsWithHex: Bool {
        var ahead = self
        var seen = ahead.skip("0x") || ahead.skip("x'") ? 2 : 0
        while seen < Self.telling, let character = ahead.next() {
            if character == UInt8(ascii: "'") { break }
            guard TextArmour.hexValue(of: character) != nil || TextArmour.isByteSeparator(character) else {
                return false
            }
            seen += 1
        }
        return true
    }

    /// The armours that a text announces.
    fileprivate var markedArmour: TextArmour? {
        var ahead = self
        if ahead.skip("-----BEGIN") { return .pem }
        if ahead.skip("windows registry editor") || ahead.skip("regedit4") || ahead.skip("hex:") || ahead.skip("hex(") {
            return .registry
        }
        if ahead.skip("\"") { return namesRegistryValue ? .registry : .cString }
        if beginsWithString { return .cString }
        if ahead.skip("@=hex") || ahead.skip("[hkey_") { return .registry }
        return beginsWithElements ? .cArray : nil
    }

    /// Whether `=hex` stands in the first line.
    private var namesRegistryValue: Bool {
        var ahead = self
        _ = ahead.next()
        for _ in 0..<Self.longestName {
            guard let character = ahead.nextOfAny(), character != UInt8(ascii: "\n") else { return false }
            if character == UInt8(ascii: "="), ahead.skip("hex") { return true }
        }
        return false
    }
}

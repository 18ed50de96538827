extension TextArmour {
    /// How many bytes `source` holds under its armour. All of it is read and checked.
    ///
    /// - Throws: ``ArmourError`` with ``ArmourError/Reason/illegalCharacter``, ``ArmourError/Reason/truncated`` or
    ///   ``ArmourError/Reason/badPadding``.
    public func decodedByteCount(of source: RawSpan) throws(ArmourError) -> Int {
        switch self {
        case .binary: source.byteCount
        case .hex: try Self.decodeHex(source) { _, _ in }
        case .base64: try Self.decodeBase64(source) { _, _ in }
        }
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
        switch self {
        case .binary: unsafe source.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        case .hex: _ = try Self.decodeHex(source) { unsafe buffer[$0] = $1 }
        case .base64: _ = try Self.decodeBase64(source) { unsafe buffer[$0] = $1 }
        }
        return byteCount
    }

    /// Calls `emit` with the index and value of every byte, and returns their number.
    private static func decodeHex(_ source: RawSpan, _ emit: (Int, UInt8) -> Void) throws(ArmourError) -> Int {
        var cursor = TextCursor(source)
        cursor.skipHexPrefix()
        var byteCount = 0
        var high: UInt8?
        while let character = cursor.next() {
            guard let digit = hexValue(of: character) else {
                throw ArmourError(reason: .illegalCharacter, offset: cursor.offset)
            }
            guard let first = high else {
                high = digit
                continue
            }
            emit(byteCount, first << 4 | digit)
            byteCount += 1
            high = nil
        }
        guard high == nil else { throw ArmourError(reason: .truncated, offset: source.byteCount) }
        return byteCount
    }

    /// Calls `emit` with the index and value of every byte, and returns their number.
    private static func decodeBase64(_ source: RawSpan, _ emit: (Int, UInt8) -> Void) throws(ArmourError) -> Int {
        var cursor = TextCursor(source)
        var byteCount = 0
        var bits: UInt32 = 0
        var bitCount = 0  // how many of the lowest `bits` are not emitted yet: 0, 2, 4 or 6
        var padding = 0
        while let character = cursor.next() {
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let digit = base64Value(of: character) else {
                throw ArmourError(reason: .illegalCharacter, offset: cursor.offset)
            }
            bits = bits << 6 | UInt32(digit)
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            emit(byteCount, UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
            byteCount += 1
        }
        // Every `=` stands for two bits that are left over and zero. Six left over are no byte, whatever follows.
        guard padding * 2 >= bitCount else { throw ArmourError(reason: .truncated, offset: source.byteCount) }
        guard padding * 2 == bitCount, bitCount < 6, bits & (1 << UInt32(bitCount) - 1) == 0 else {
            throw ArmourError(reason: .badPadding, offset: cursor.offset)
        }
        return byteCount
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

    /// What a digit of the standard base64 alphabet stands for; nil for any other character.
    private static func base64Value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

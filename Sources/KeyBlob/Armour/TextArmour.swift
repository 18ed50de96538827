/// How a BLOB was put into a file: as it is, or as text that survives mail, configuration files and clipboards.
///
/// Text is ASCII, with any white space anywhere and, if some editor left one, a UTF-8 byte order mark in front. Nothing
/// is allocated and no byte goes anywhere but into the caller's buffer, so secret BLOBs can be decoded like others.
public enum TextArmour: String, Sendable, CaseIterable {
    /// The BLOB's own bytes.
    case binary
    /// Two hexadecimal digits a byte, in either case; one `0x` may stand in front.
    case hex
    /// RFC 4648, section 4: the standard alphabet, padded with `=`.
    case base64

    /// Tells the armour from the first few characters; whether the rest is well-formed is for decoding to say.
    ///
    /// A BLOB is never mistaken for text: all have a zero among their first bytes (`reserved`, or a length's high byte).
    /// Nor is a CryptoAPI BLOB's base64 mistaken for hex: its third character encodes `bVersion` and is `I` or `M`.
    public init(recognising source: RawSpan) {
        var cursor = TextCursor(source)
        var seen = cursor.skipHexPrefix() ? 2 : 0
        var isHex = true
        while seen < Self.telling, let character = cursor.next() {
            guard Self.isPrintable(character) else {
                self = .binary
                return
            }
            isHex = isHex && Self.hexValue(of: character) != nil
            seen += 1
        }
        self = seen == 0 ? .binary : isHex ? .hex : .base64
    }

    /// How many characters tell the armour: a BLOBHEADER's in hex.
    private static let telling = 16

    private static func isPrintable(_ character: UInt8) -> Bool {
        (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(character)
    }
}

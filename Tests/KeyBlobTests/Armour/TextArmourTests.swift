import GoldenVectors
import KeyBlob
import Testing

@Suite struct TextArmourTests {
    /// A golden BLOB of each length in every dress it is known to travel in.
    @Test(arguments: try FormatCase.all())
    func goldenBlobsComeBack(_ format: FormatCase) throws {
        for sample in Dictionary(grouping: format.samples, by: \.bytes.count).values.compactMap(\.first) {
            #expect(try unarmoured(sample.bytes) == Unarmoured(.binary, sample.bytes), "\(sample)")
            let digits = hexDigits(sample.bytes)
            for text in dresses(of: digits) + dresses(of: digits.map(uppercased)) + [Array("0x".utf8) + digits] {
                #expect(try unarmoured(text) == Unarmoured(.hex, sample.bytes), "\(sample): \(shown(text))")
            }
            for text in dresses(of: base64Digits(sample.bytes)) {
                #expect(try unarmoured(text) == Unarmoured(.base64, sample.bytes), "\(sample): \(shown(text))")
            }
        }
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func rfc4648Examples(_ plain: String, _ text: String) throws {
        #expect(try decoded(.base64, text) == Array(plain.utf8))
        #expect(try decoded(.base64, text.replacing("=", with: "")) == Array(plain.utf8), "as URLs have it")
    }

    @Test func theWholeAlphabet() throws {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let values = try decoded(.base64, alphabet)
        #expect(values.count == 48)
        #expect(base64Digits(values) == Array(alphabet.utf8))
        let forURLs = alphabet.replacing("+", with: "-").replacing("/", with: "_")
        #expect(try decoded(.base64, forURLs) == values)
        #expect(try decoded(.hex, "0123456789abcdefABCDEF") == [UInt8](hex: "0123456789abcdefabcdef"))
    }

    @Test(arguments: [
        ("", TextArmour.binary), (" \r\n\t", .binary), ("\u{6}\u{2}", .binary), ("\u{9}\u{2}\0\0", .binary),
        ("RSA1\0\u{8}\0\0", .binary), ("06", .hex), ("0x", .hex), ("0X06", .hex), ("\u{FEFF}06 02", .hex),
        ("0x06Z", .base64), ("BgIAAACkAAA=", .base64), ("0602000000A400005253413100020000 and more", .hex),
        ("0602 and", .base64), ("AAAAAAAAAAAEAAAAAAAAAA==", .base64),
        ("-----BEGIN", .pem), ("----- BEGIN", .base64), ("{\"key\": 1}", .cArray), ("Schlüssel", .binary),
        ("X'06'", .hex), ("06:02", .hex), ("06-02", .hex), ("0x06, 0x02", .cArray), ("0x0602, 0", .cArray),
        ("\\x06", .cString), ("b'\\x06'", .cString), ("\"\\x06\"", .cString), ("\"a\"=hex:06", .registry),
        ("hex:06", .registry), ("hex(3):06", .registry), ("hexa", .base64), ("00000000: 0602", .hexDump),
        ("0000  06 02", .hexDump), ("00000000 06", .hexDump), ("00000000", .hex), ("000 06 02", .hex),
    ])
    func recognition(_ text: String, _ armour: TextArmour) {
        #expect(TextArmour(recognising: Array(text.utf8).span.bytes) == armour)
    }

    @Test(arguments: [
        ("0", ArmourError.Reason.truncated, 1), ("060", .truncated, 3), ("06 0\r\n", .truncated, 6),
        ("0g", .illegalCharacter, 1), ("06 02,", .illegalCharacter, 5), ("060x", .illegalCharacter, 3),
        ("06é", .illegalCharacter, 2), ("\u{FEFF}06\u{FEFF}", .illegalCharacter, 5), ("06\0", .illegalCharacter, 2),
    ])
    func malformedHex(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.hex, text, reason, offset)
    }

    @Test(arguments: [
        ("Z", ArmourError.Reason.truncated, 1), ("Zm9 vYg", .truncated, 7), ("Zh", .badPadding, 1),
        ("Zg=", .truncated, 3),
        ("Zg =\n", .truncated, 5), ("Zm9", .badPadding, 2), ("Zg===", .badPadding, 4), ("Zm9v=", .badPadding, 4),
        ("=", .badPadding, 0), ("Z===", .badPadding, 3), ("Zh==", .badPadding, 3), ("Zm9=", .badPadding, 3),
        ("Zg==Zg==", .illegalCharacter, 4), ("Zg=a", .illegalCharacter, 3), ("Zm9v-", .truncated, 5),
        ("Zm+v_w==", .illegalCharacter, 4), ("Zm_v+w", .illegalCharacter, 4), ("Zm9v*", .illegalCharacter, 4),
    ])
    func malformedBase64(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.base64, text, reason, offset)
    }

    @Test(arguments: [(TextArmour.binary, "abc", 3), (.hex, "06 02", 2), (.base64, "BgIA", 3)])
    func shortOutputsAreRefusedUntouched(_ armour: TextArmour, _ text: String, _ byteCount: Int) throws {
        let source = Array(text.utf8)
        for room in 0...byteCount + 2 {
            var output = [UInt8](repeating: 0xA5, count: room)
            let result = Result { () throws(ArmourError) in try decode(armour, source, into: &output) }
            if room < byteCount {
                #expect(throws: ArmourError.self) { try result.get() }
                #expect(output.allSatisfy { $0 == 0xA5 })
            } else {
                #expect(try result.get() == byteCount)
                #expect(output.dropFirst(byteCount).allSatisfy { $0 == 0xA5 })
            }
        }
    }

    @Test func errorsReadWell() {
        let source = Array("0g".utf8)
        let error = #expect(throws: ArmourError.self) { try TextArmour.hex.decodedByteCount(of: source.span.bytes) }
        #expect(error?.description == "illegalCharacter at byte 1 of the text")
    }

}

/// Expects that nothing comes out of `text`, for `reason`, and that nothing is written.
func expectRefusal(_ armour: TextArmour, _ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
    var output = [UInt8](repeating: 0xA5, count: 64)
    let error = #expect(throws: ArmourError.self) { try decode(armour, Array(text.utf8), into: &output) }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
    #expect(output.allSatisfy { $0 == 0xA5 })
}

/// What came out of a text, and which armour it was in.
struct Unarmoured: Equatable {
    let armour: TextArmour
    let bytes: [UInt8]

    init(_ armour: TextArmour, _ bytes: [UInt8]) {
        self.armour = armour
        self.bytes = bytes
    }
}

func unarmoured(_ source: [UInt8]) throws(ArmourError) -> Unarmoured {
    let armour = TextArmour(recognising: source.span.bytes)
    var output = [UInt8](repeating: 0, count: try armour.decodedByteCount(of: source.span.bytes))
    _ = try decode(armour, source, into: &output)
    return Unarmoured(armour, output)
}

private func decoded(_ armour: TextArmour, _ text: String) throws(ArmourError) -> [UInt8] {
    let source = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: try armour.decodedByteCount(of: source.span.bytes))
    _ = try decode(armour, source, into: &output)
    return output
}

private func decode(_ armour: TextArmour, _ source: [UInt8], into output: inout [UInt8]) throws(ArmourError) -> Int {
    var span = output.mutableSpan
    var bytes = span.mutableBytes
    return try bytes.withUnsafeMutableBytes { buffer throws(ArmourError) in
        try armour.decode(source.span.bytes, into: buffer)
    }
}

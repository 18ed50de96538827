/// The forms in which the same text of digits reaches us: bare, in lines of either kind, indented, behind a byte order
/// mark, and with every white space there is between its digits.
func dresses(of digits: [UInt8]) -> [[UInt8]] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return [
        digits, lines(digits, endingIn: "\n"), lines(digits, endingIn: "\r\n"), mark + digits,
        mark + lines(digits, endingIn: "\r\n"), Array("  \t".utf8) + digits + Array(" \n".utf8),
        digits.flatMap { [$0, 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D] },
    ]
}

/// Lower-case hexadecimal.
func hexDigits(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
}

/// Base64 with padding, written for clearness: the tests' own, so that no decoder vouches for itself.
func base64Digits(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = Array(bytes[start..<min(start + 3, bytes.count)])
        let padded = (group + [0, 0]).prefix(3)
        let bits: UInt32 = padded.reduce(0) { $0 << 8 | UInt32($1) }
        for place in 0...3 {
            let digit = digits[Int(bits >> UInt32(18 - 6 * place) & 63)]
            text.append(place <= group.count ? digit : UInt8(ascii: "="))
        }
    }
    return text
}

func uppercased(_ character: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character) ? character - 0x20 : character
}

/// The beginning of a text, for a failing test to name it.
func shown(_ text: [UInt8]) -> String { String(decoding: text.prefix(24), as: UTF8.self).debugDescription }

private func lines(_ digits: [UInt8], endingIn end: String) -> [UInt8] {
    stride(from: 0, to: digits.count, by: 64).flatMap { start in
        digits[start..<min(start + 64, digits.count)] + Array(end.utf8)
    }
}

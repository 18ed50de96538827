import KeyBlob

/// A BLOB as some program writes it, and what armour that is.
struct Dressed: Sendable, CustomStringConvertible {
    let program: String
    let armour: TextArmour
    let text: [UInt8]

    init(_ program: String, _ armour: TextArmour, _ text: String) {
        self.program = program
        self.armour = armour
        self.text = Array(text.utf8)
    }

    var description: String { program }
}

/// What programs make of `bytes`, besides plain hex and base64.
func dressings(of bytes: [UInt8]) -> [Dressed] {
    let hex = String(decoding: hexDigits(bytes), as: UTF8.self)
    let base64 = broken(String(decoding: base64Digits(bytes), as: UTF8.self), every: 64, with: "\n")
    let escapes = bytes.map { "\\x" + digits(Int($0), 2) }.joined()
    let elements = bytes.map { "0x" + digits(Int($0), 2) }
    return [
        Dressed("SQL", .hex, "X'\(hex)'"), Dressed("SQL, lower case", .hex, "x'\(hex)'\n"),
        Dressed("0x", .hex, "0x\(hex)"), Dressed("BitConverter", .hex, pairs(bytes, "-")),
        Dressed("openssl", .hex, "    " + broken(pairs(bytes, ":"), every: 45, with: "\n    ")),
        Dressed("PEM", .pem, "-----BEGIN KEY BLOB-----\n\(base64)\n-----END KEY BLOB-----\n"),
        Dressed("certutil -encode", .pem, "-----BEGIN CERTIFICATE-----\r\n\(base64)\r\n-----END CERTIFICATE-----\r\n"),
        Dressed("xxd", .hexDump, dump(bytes) { groups($0, 2).padded(to: 39) + "  " + printable($0) }),
        Dressed("xxd -g 1", .hexDump, dump(bytes) { pairs($0, " ").padded(to: 47) + "  " + printable($0) }),
        Dressed("xxd -c 8", .hexDump, dump(bytes, 8) { groups($0, 2).padded(to: 19) + "  " + printable($0) }),
        Dressed("hexdump -C", .hexDump, dump(bytes, end: "  ") { columns($0).padded(to: 48) + "  |\(printable($0))|" }),
        Dressed("od", .hexDump, dump(bytes, end: " ") { pairs($0, " ").padded(to: 47) + "  >\(printable($0))<" }),
        Dressed("od without characters", .hexDump, dump(bytes, end: " ") { pairs($0, " ") }),
        Dressed("certutil", .hexDump, dump(bytes, width: 4, end: "  ") { columns($0).padded(to: 51) + printable($0) }),
        Dressed("certutil -encodehex 10", .hexDump, dump(bytes, width: 4, end: "\t") { columns($0) }),
        Dressed("certutil -encodehex 5", .hexDump, bare(bytes)),
        Dressed("WinDbg", .hexDump, dump(bytes, base: 0x7FF6_00A4_F8C0, width: 17, end: "  ") { windbg($0) }),
        Dressed("C", .cArray, elements.joined(separator: ", ")),
        Dressed("C, a line each", .cArray, elements.joined(separator: ",\n") + ",\n"),
        Dressed(
            "xxd -i", .cArray,
            "unsigned char key[] = {\n  \(elements.joined(separator: ", "))\n};\nunsigned int key_len = 84;\n"),
        Dressed("C#", .cArray, "new byte[] {\(elements.joined(separator: ","))};"),
        Dressed("escapes", .cString, escapes), Dressed("a C string", .cString, "\"\(escapes)\";\n"),
        Dressed("C strings", .cString, "\"" + broken(escapes, every: 64, with: "\"\n\"") + "\""),
        Dressed("a declared C string", .cString, "// a key\nstatic const char key[] = \"\(escapes)\";\n"),
        Dressed("a declared Python string", .cString, "key = b'" + python(bytes) + "'\n"),
        Dressed("Python", .cString, "b'" + python(bytes) + "'\n"),
        Dressed("regedit, the value", .registry, "hex:" + pairs(bytes, ",")),
        Dressed("regedit, another type", .registry, "hex(3):" + continued(bytes)),
        Dressed("regedit, a named value", .registry, "\"Key\"=hex:" + continued(bytes)),
        Dressed("regedit", .registry, registryFile("\"Key\"=hex:" + continued(bytes))),
    ]
}

/// The lines of a registry file with one value of another kind on either side.
func registryFile(_ value: String) -> String {
    """
    Windows Registry Editor Version 5.00\r
    \r
    [HKEY_CURRENT_USER\\Software\\Key "hex:" Store]\r
    "dword"=dword:00000001\r
    ; "Old"=hex:00\r
    \(value)\r
    @="a \\"=hex: text"\r
    \r

    """
}

/// The characters of `text` in UTF-16 behind a byte order mark.
func utf16(_ text: [UInt8], bigEndian: Bool = false) -> [UInt8] {
    (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + text.flatMap { bigEndian ? [0, $0] : [$0, 0] }
}

// MARK: -

private func dump(
    _ bytes: [UInt8], _ perLine: Int = 16, base: Int = 0, width: Int = 8, end: String = ": ",
    _ line: ([UInt8]) -> String
) -> String {
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: perLine) {
        let part = Array(bytes[start..<min(start + perLine, bytes.count)])
        text += address(base + start, width) + end + line(part) + "\n"
    }
    return text
}

/// WinDbg puts a mark between the halves of a 64-bit address.
private func address(_ value: Int, _ width: Int) -> String {
    guard width == 17 else { return digits(value, width) }
    let whole = digits(value, 16)
    return whole.prefix(8) + "`" + whole.suffix(8)
}

private func windbg(_ bytes: [UInt8]) -> String {
    let low = pairs(Array(bytes.prefix(8)), " ")
    let high = pairs(Array(bytes.dropFirst(8)), " ")
    return (high.isEmpty ? low : low + "-" + high).padded(to: 47) + "  " + printable(bytes)
}

private func bare(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 16).map { start in
        let part = Array(bytes[start..<min(start + 16, bytes.count)])
        return "    " + columns(part).padded(to: 51) + printable(part) + "\r\n"
    }.joined()
}

/// Two columns of eight pairs.
private func columns(_ bytes: [UInt8]) -> String {
    let low = pairs(Array(bytes.prefix(8)), " ")
    let high = pairs(Array(bytes.dropFirst(8)), " ")
    return high.isEmpty ? low : low + "  " + high
}

private func pairs(_ bytes: [UInt8], _ separator: String) -> String {
    bytes.map { digits(Int($0), 2) }.joined(separator: separator)
}

private func groups(_ bytes: [UInt8], _ size: Int) -> String {
    stride(from: 0, to: bytes.count, by: size).map { pairs(Array(bytes[$0..<min($0 + size, bytes.count)]), "") }
        .joined(separator: " ")
}

private func printable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
}

private func continued(_ bytes: [UInt8]) -> String {
    broken(pairs(bytes, ","), every: 75, with: "\\\r\n  ")
}

private func python(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + printable([byte])
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x09: "\\t"
        case 0x20...0x7E: printable([byte])
        default: "\\x" + digits(Int(byte), 2)
        }
    }.joined()
}

private func digits(_ value: Int, _ width: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

private func broken(_ text: String, every length: Int, with separator: String) -> String {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: length)
        .map { String(characters[$0..<min($0 + length, characters.count)]) }.joined(separator: separator)
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}

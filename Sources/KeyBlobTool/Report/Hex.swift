internal import ArgumentParser
internal import KeyBlob

/// Bytes as hexadecimal digits, in lower case.
enum Hex {
    static func digits(of byte: UInt8) -> String {
        byte < 0x10 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }

    static func digits(of bytes: RawSpan) -> String {
        var text = ""
        text.reserveCapacity(2 * bytes.byteCount)
        bytes.withUnsafeBytes { for byte in $0 { text += digits(of: byte) } }
        return text
    }
}

/// Bytes in an argument, as hexadecimal digits; none of them secret.
struct HexArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init?(argument: String) {
        let text = Array(argument.utf8)
        var bytes = [UInt8](repeating: 0, count: text.count / 2)
        let count = bytes.withUnsafeMutableBytes { buffer in
            try? TextArmour.hex.decode(text.span.bytes, into: buffer)
        }
        guard let count else { return nil }
        self.bytes = Array(bytes[..<count])
    }
}

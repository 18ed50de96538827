/// The command line, byte for byte. Swift's own view of it puts U+FFFD in place of bytes that are no UTF-8, and file
/// names may have such bytes.
///
/// Every byte that a `String` would not keep travels through the argument parser as a scalar of its own, from the end
/// of Unicode's last private-use plane; ``bytes(of:)`` turns them back.
enum RawArguments {
    private static let firstScalar: UInt32 = 0x10_FF00

    /// The arguments behind the tool's name.
    static var escaped: [String] {
        (1..<max(Int(CommandLine.argc), 1)).compactMap { index in
            CommandLine.unsafeArgv[index].map { escape($0) }
        }
    }

    static func bytes(of argument: String) -> [UInt8] {
        argument.unicodeScalars.flatMap { scalar in
            isEscape(scalar) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }

    private static func escape(_ argument: UnsafePointer<CChar>) -> String {
        if let text = String(validatingCString: argument), !text.unicodeScalars.contains(where: isEscape) {
            return text
        }
        var text = String.UnicodeScalarView()
        var next = argument
        while next.pointee != 0 {
            let byte = UInt8(bitPattern: next.pointee)
            text.append(byte < 0x80 ? Unicode.Scalar(byte) : scalar(standingFor: byte))
            next += 1
        }
        return String(text)
    }

    private static func isEscape(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= firstScalar }

    private static func scalar(standingFor byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(firstScalar + UInt32(byte)) ?? "\u{FFFD}"
    }
}

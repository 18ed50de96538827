internal import ArgumentParser
internal import Glibc

/// What the tool says on standard error: a line at a time, in one piece, with its name in front.
enum Talk {
    static func error(_ line: String) { say("keyblob: error: \(oneLine(line))\n") }

    static func note(_ line: String) { say("keyblob: note: \(oneLine(line))\n") }

    /// Puts `text` in place of the terminal's current line.
    static func draw(_ text: String) { say("\r\u{1B}[K\(text)") }

    /// Writes `text` as it is.
    static func say(_ text: String) {
        var text = text
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// File names may hold line feeds and orders to a terminal.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                line += "\\x" + Hex.digits(of: UInt8(truncatingIfNeeded: scalar.value))
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}

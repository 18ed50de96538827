internal import ArgumentParser

/// A file's name as the system knows it: bytes, which need not be UTF-8. `-` is standard input or output.
struct FileArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init(argument: String) { bytes = RawArguments.bytes(of: argument) }
    init(bytes: [UInt8]) { self.bytes = bytes }

    static let standardStream = FileArgument(bytes: [UInt8(ascii: "-")])
    static var defaultCompletionKind: CompletionKind { .file() }

    var isStandardStream: Bool { bytes == Self.standardStream.bytes }

    /// The name for people and reports; bytes that are no UTF-8 become U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Standard input can be read but once.
    static func checkStandardInput(_ files: [FileArgument?]) throws {
        if files.count(where: { $0?.isStandardStream == true }) > 1 {
            throw ValidationError("only one input can be standard input")
        }
    }

    /// The name as messages about an input say it.
    var inputName: String { isStandardStream ? "standard input" : text }

    /// The name as system calls take it.
    var path: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// The name with something behind it, such as `.private`.
    func appending(_ suffix: String) -> FileArgument { FileArgument(bytes: bytes + suffix.utf8) }
}

internal import CipherCore
internal import Glibc

/// A password's bytes, as they are hashed.
enum Password {
    /// Longer ones are no passwords, and a program's mistake.
    private static let longest = 65536

    /// All of `file` but one line ending at its end.
    static func read(from file: FileArgument) throws(Failure) -> SecretBytes {
        var input = try InputFile(file)
        return try withoutLineEnding(input.readSecret(limit: longest))
    }

    /// All that `descriptor` has, but one line ending at its end.
    static func read(fromDescriptor descriptor: Int32) throws(Failure) -> SecretBytes {
        var input = InputFile(inherited: descriptor)
        return try withoutLineEnding(input.readSecret(limit: longest))
    }

    /// What the user types; twice, if a slip would cost the data.
    static func prompt(confirming: Bool) throws(Failure) -> SecretBytes {
        let terminal = try Terminal()
        let password = try withoutLineEnding(terminal.ask("Password: "))
        guard confirming else { return password }
        let again = try withoutLineEnding(terminal.ask("Password again: "))
        guard password.equals(again) else { throw Failure(.wrongKey, "the two passwords differ") }
        return password
    }

    /// From UTF-8 to UTF-16LE: what a Windows program hashes whose password is a `WCHAR` string.
    static func utf16LittleEndian(_ password: borrowing SecretBytes) throws(Failure) -> SecretBytes {
        // No scalar takes more bytes in UTF-16 than twice those it takes in UTF-8.
        var wide = try SecretBytes(zeros: 2 * password.count, for: "password")
        let count = password.withUnsafeBytes { narrow in
            wide.withUnsafeMutableBytes { transcode(narrow, into: $0) }
        }
        guard let count else { throw Failure(.invalid, "the password is not UTF-8, so it has no UTF-16 form") }
        return try wide.resized(to: count, for: "password")
    }

    /// Returns how many bytes were written; nil for bytes that are no UTF-8.
    private static func transcode(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var bytes = source.makeIterator()
        var count = 0
        while true {
            switch parser.parseScalar(from: &bytes) {
            case .emptyInput: return count
            case .error: return nil
            case .valid(let encoded):
                for unit in Unicode.UTF16.encode(Unicode.UTF8.decode(encoded))
                    ?? Unicode.UTF16.encodedReplacementCharacter
                {
                    target.storeBytes(of: unit.littleEndian, toByteOffset: count, as: UInt16.self)
                    count += 2
                }
            }
        }
    }

    private static func withoutLineEnding(_ line: borrowing SecretBytes) throws(Failure) -> SecretBytes {
        var count = line.count
        line.withUnsafeBytes { bytes in
            if bytes.last == UInt8(ascii: "\n") { count -= 1 }
            if count < bytes.count, count > 0, bytes[count - 1] == UInt8(ascii: "\r") { count -= 1 }
        }
        return try line.resized(to: count, for: "password")
    }
}

extension SecretBytes {
    fileprivate borrowing func equals(_ other: borrowing SecretBytes) -> Bool {
        withUnsafeBytes { mine in other.withUnsafeBytes { mine.elementsEqual($0) } }
    }
}

internal import ArgumentParser
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

    /// What the file or the descriptor has, whichever is given, or else what the user types.
    static func read(
        _ file: FileArgument?, _ descriptor: Int32?, orPrompt name: String = "Password", confirming: Bool,
        option: String = "--password"
    ) throws(Failure) -> SecretBytes {
        if let file { return try read(from: file) }
        if let descriptor { return try read(fromDescriptor: descriptor) }
        return try prompt(name, confirming: confirming, option: option)
    }

    /// Checks the two options `option`-file and `option`-fd.
    static func checkSources(_ file: FileArgument?, _ descriptor: Int32?, _ option: String) throws {
        if file != nil && descriptor != nil {
            throw ValidationError("\(option)-file and \(option)-fd exclude each other")
        }
        if let descriptor, descriptor < 0 {
            throw ValidationError("\(option)-fd takes the number of an open file descriptor")
        }
    }

    /// What the user types; twice, if a slip would cost the data.
    ///
    /// - Parameters:
    ///   - name: what he is asked for.
    ///   - option: what he may give instead, before `-file` and `-fd`.
    private static func prompt(
        _ name: String, confirming: Bool, option: String
    ) throws(Failure) -> SecretBytes {
        let terminal = try Terminal(toAskFor: name, insteadOf: option)
        let password = try withoutLineEnding(terminal.ask("\(name): "))
        guard confirming else { return password }
        let again = try withoutLineEnding(terminal.ask("\(name) again: "))
        guard password.equals(again) else { throw Failure(.wrongKey, "\(name.lowercased()): not the same twice") }
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

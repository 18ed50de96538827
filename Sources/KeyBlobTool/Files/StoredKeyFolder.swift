internal import CipherCore
internal import Glibc
internal import KeyProvider
internal import KeyTransfer

/// A folder of stored session keys: a file for each, private, which is there whole or not at all.
struct StoredKeyFolder {
    private static let ending = ".key"
    /// Longer than the longest stored key.
    private static let longest = 1 << 14

    private let folder: FileArgument

    init(_ folder: FileArgument) { self.folder = folder }

    /// Opens the file for a new key.
    func create(_ name: String, replacing: Bool) throws(Failure) -> OutputFile {
        if mkdir(folder.path, 0o700) != 0, errno != EEXIST { throw Failure(errno: errno, folder.text) }
        // Also where it is there: who made it may have died before this.
        try StagedFile.synchroniseFolder(of: folder.path, folder.text)
        return try OutputFile(file(name), replacing: replacing, .secret)
    }

    func read(_ name: String) throws(Failure) -> StoredKey {
        var input = try InputFile(file(name))
        let bytes = try input.readSecret(limit: Self.longest)
        return try transferring(input.name) { () throws(TransferError) in try StoredKey(reading: bytes.bytes) }
    }

    func remove(_ name: String) throws(Failure) {
        let file = file(name)
        guard unlink(file.path) == 0 else { throw Failure(errno: errno, file.text) }
        try StagedFile.synchroniseFolder(of: file.path, file.text)
    }

    /// The names of all keys, sorted.
    func names() throws(Failure) -> [String] {
        guard let directory = opendir(folder.path) else { throw Failure(errno: errno, folder.text) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                    String(validatingCString: $0)
                }
            }
            if let file, let name = Self.name(ofFile: file) { names.append(name) }
        }
        return names.sorted()
    }

    private func file(_ name: String) -> FileArgument { folder.appending("/" + Self.fileName(of: name)) }

    /// Letters, digits, hyphens and underlines stand for themselves, every other byte as % and two hexadecimal digits.
    private static func fileName(of name: String) -> String {
        name.utf8.map { byte in
            isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + Hex.digits(of: byte)
        }.joined() + ending
    }

    private static func name(ofFile file: String) -> String? {
        guard file.hasSuffix(ending) else { return nil }
        var rest = file.utf8.dropLast(ending.utf8.count)
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let name = String(validating: bytes, as: UTF8.self), fileName(of: name) == file else { return nil }
        return name
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

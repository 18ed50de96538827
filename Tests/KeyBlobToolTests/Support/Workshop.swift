import Foundation
import Testing

/// A folder for one test, gone with it, and a shell in which `keyblob` is the tool that was built.
final class Workshop {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "keyblob-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs a line of shell in the folder. Standard input is empty unless the line says otherwise.
    func run(_ script: String) throws -> Ending {
        let talk = FileManager.default.temporaryDirectory.appending(path: "keyblob-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: talk, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: talk) }
        let output = talk.appending(path: "output").path
        let errors = talk.appending(path: "errors").path
        let process = try Child.start(
            script, in: folder,
            [
                .init(number: 0, path: "/dev/null", flags: O_RDONLY),
                .init(number: 1, path: output, flags: O_WRONLY | O_CREAT | O_APPEND),
                .init(number: 2, path: errors, flags: O_WRONLY | O_CREAT | O_APPEND),
            ])
        let status = try process.wait()
        return Ending(
            status: status, output: [UInt8](try Data(contentsOf: URL(filePath: output))),
            errors: String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
    }

    /// Runs a line and demands exit code 0.
    @discardableResult
    func succeed(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Ending {
        let ending = try run(script)
        #expect(ending.status == 0, "\(script): \(ending.errors)", sourceLocation: sourceLocation)
        return ending
    }

    /// Runs a line and demands that it is refused as every refusal is to be: by one line on standard error, in lower
    /// case and without a full stop, with nothing on standard output and nothing new in the folder.
    ///
    /// - Parameter spent: a file that must be gone after this, for it serves once.
    func refuse(
        _ status: Int32, _ words: String, _ script: String, spending spent: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let kept = try names.filter { $0 != spent }
        let ending = try run(script)
        #expect(ending.status == status, "\(script): \(ending.errors)", sourceLocation: sourceLocation)
        let line = ending.complaints.first ?? ""
        // Usage errors have the usage behind their line.
        if status != 64 { #expect(ending.complaints.count == 1, "\(ending.errors)", sourceLocation: sourceLocation) }
        #expect(line.hasPrefix("keyblob: error: ") && !line.hasSuffix("."), "\(line)", sourceLocation: sourceLocation)
        #expect(line.contains(words), "\(script): \(line)", sourceLocation: sourceLocation)
        #expect(ending.output.isEmpty, "\(script)", sourceLocation: sourceLocation)
        #expect(try names == kept, "\(script)", sourceLocation: sourceLocation)
    }

    /// All that is in the folder, hidden files too.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The permissions of a file, as `chmod` takes them.
    func permissions(of name: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
        return String(try #require(attributes[.posixPermissions] as? Int), radix: 8)
    }
}

/// How a line of shell came out.
struct Ending {
    /// The exit code, or 128 and the number of the signal that ended it.
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    private var lines: [String] { errors.split(separator: "\n").map(String.init) }
    var notes: [String] { lines.filter { $0.hasPrefix("keyblob: note: ") } }
    var complaints: [String] { lines.filter { !$0.hasPrefix("keyblob: note: ") } }
}

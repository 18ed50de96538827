import Foundation

/// The folder of the run. Both sides work inside it and see its files by their bare names.
/// Every file gets a name of its own, since the tool overwrites nothing.
final class Scratch {
    let folder: URL
    private var count = 0

    init(folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// A name that no file has yet.
    func fresh(_ stem: String) -> String {
        count += 1
        return "\(count)-\(stem)"
    }

    func store(_ data: Data, as stem: String) throws -> String {
        let name = fresh(stem)
        try data.write(to: folder.appending(path: name))
        return name
    }

    func contents(of name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }
}

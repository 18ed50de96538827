import Foundation

// Writes what is derived from the layouts: `FormatReference SOURCES OUTPUT`, with the folder of the codec's sources and
// the folder for the files.

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: FormatReference SOURCES OUTPUT\n".utf8))
    exit(64)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[1])
let output = URL(fileURLWithPath: CommandLine.arguments[2])

/// The text of every source file, by its name, and by its folder and the type it is named for.
var sources: [String: String] = [:]
for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) ?? .init()
where file.pathExtension == "swift" {
    let text = try String(contentsOf: file, encoding: .utf8)
    sources[file.lastPathComponent] = text
    let family = file.deletingLastPathComponent().lastPathComponent
    sources["\(family)/\(file.deletingPathExtension().lastPathComponent)"] = text
}

try FileManager.default.createDirectory(at: output.appending(path: "signatures"), withIntermediateDirectories: true)
let texts = [
    ("formats.md", try ReferenceText(sources: sources).text()), ("signatures/keyblob.magic", try MagicFile().text()),
    ("signatures/keyblob.yar", try YaraFile().text()), ("signatures/keyblob.dict", try FuzzDictionary().text()),
]
for (name, text) in texts { try text.write(to: output.appending(path: name), atomically: true, encoding: .utf8) }

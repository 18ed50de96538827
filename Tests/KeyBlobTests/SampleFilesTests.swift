import Foundation
import Testing

/// Every golden BLOB as a file, for programs that are not ours: `Scripts/check-signatures` asks for them.
@Suite struct SampleFilesTests {
    /// The folder to write to, in the environment.
    private static let folder = ProcessInfo.processInfo.environment["KEYBLOB_SAMPLES"]

    @Test(.enabled(if: folder != nil), arguments: try FormatCase.all())
    func write(_ asked: FormatCase) throws {
        let format = try #require(asked.format)
        let folder = URL(fileURLWithPath: try #require(Self.folder)).appending(path: "\(format)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, sample) in asked.samples.enumerated() {
            try Data(sample.bytes).write(to: folder.appending(path: "\(asked.name)-\(index)"))
        }
    }
}

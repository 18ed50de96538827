import Foundation
import KeyBlob
import Testing

/// Golden BLOBs as files, for programs that are not ours: `Scripts/check-signatures` and `Fuzz/make-seeds` ask for them.
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

    /// One of them as the texts that people keep BLOBs in.
    @Test(.enabled(if: folder != nil))
    func writeTexts() throws {
        let folder = URL(fileURLWithPath: try #require(Self.folder) + "-texts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let blob = try rsaPublicBlob(bitLength: 512)
        let base64 = Dressed("base64", .base64, String(decoding: base64Digits(blob), as: UTF8.self))
        for dressed in dressings(of: blob) + [base64] {
            let name = dressed.program.replacing(try Regex("[^A-Za-z0-9]+"), with: "-")
            try Data(dressed.text).write(to: folder.appending(path: "\(dressed.armour.rawValue)-\(name)"))
        }
    }
}

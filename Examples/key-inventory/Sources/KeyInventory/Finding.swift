import Foundation
import KeyBlob

/// What was found in one file.
struct Finding {
    let path: String
    let recognition: AnyKeyBlob.Recognition
    /// What a strict parse would have refused.
    let deviations: Deviations
    let rsaKey: RSAHalf?

    /// Reads the file at `path`; nil where it holds no key BLOB that can be told from anything else.
    ///
    /// The file is mapped, and all that is asked about it is asked of views into that mapping: a folder of large files
    /// costs no copies.
    init?(at path: String) throws {
        let file = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        let source = file.bytes
        guard let recognition = try? AnyKeyBlob.Recognition(of: source), recognition.certainty != .possible else {
            return nil
        }
        var deviations = Deviations()
        let blob: AnyKeyBlob
        do throws(BlobError) {
            blob = try AnyKeyBlob(parsing: source, tolerating: &deviations)
        } catch {
            throw UnreadableBlob(recognition: recognition, reason: error)
        }
        self.path = path
        self.recognition = recognition
        rsaKey = try RSAHalf(of: blob, in: source)
        self.deviations = deviations
    }
}

/// A file that bears the mark of a format, and cannot be read as one.
struct UnreadableBlob: Error, CustomStringConvertible {
    let recognition: AnyKeyBlob.Recognition
    let reason: BlobError
    var description: String { "damaged \(recognition.format.rawValue): \(reason)" }
}

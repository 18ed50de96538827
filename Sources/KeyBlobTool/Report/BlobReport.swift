internal import CipherCore
internal import KeyBlob

/// What both forms of report say about a BLOB.
struct BlobReport {
    /// How sure it is that the BLOB is of the format.
    enum Certainty: String {
        /// A strict parse accounts for every byte.
        case certain
        /// The header says so, but something else is not as it should be.
        case likely
    }

    let format: AnyKeyBlob.Format
    let inspection: Inspection
    var certainty: Certainty { inspection.deviations.isEmpty ? .certain : .likely }

    /// - Throws: for what a strict parse refuses; if `tolerant`, only for what nobody could read.
    init(of key: borrowing KeyFile, tolerant: Bool) throws(Failure) {
        let blob = key.blob.bytes
        do throws(BlobError) {
            if !tolerant { _ = try AnyKeyBlob(parsing: blob) }
            format = try AnyKeyBlob.Format(of: blob)
            inspection = try format.inspect(blob)
        } catch {
            throw Failure(error, key.name)
        }
    }
}

extension FieldRow {
    /// The field's bytes in the BLOB that was inspected.
    @_lifetime(copy blob)
    func bytes(in blob: RawSpan) -> RawSpan { blob.extracting(offset..<offset + size) }
}

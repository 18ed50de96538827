internal import CipherCore
internal import KeyBlob

/// What a report says of a BLOB.
struct BlobReport {
    let format: AnyKeyBlob.Format
    /// How sure the format is, or `named` where the user said so.
    let sureness: String
    let inspection: Inspection

    /// - Parameter named: what the user says the BLOB is; nil to go by its structure.
    /// - Throws: for what a strict parse refuses; if `tolerant`, only for what nobody could read.
    init(of key: borrowing KeyFile, as named: AnyKeyBlob.Format?, tolerant: Bool) throws(Failure) {
        let blob = key.blob.bytes
        do throws(BlobError) {
            if let named {
                (format, sureness) = (named, "named")
            } else {
                let recognition = try AnyKeyBlob.Recognition(of: blob)
                (format, sureness) = (recognition.format, recognition.certainty.rawValue)
            }
            if !tolerant { _ = try AnyKeyBlob(parsing: blob, as: format) }
            if !tolerant && named == nil && format == .foreignKey { throw try Self.unknownAlgorithm(blob) }
            inspection = try format.inspect(blob)
        } catch {
            throw Failure(error, key.name)
        }
    }

    /// A provider's own BLOB looks like one of Microsoft's with a damaged ALG_ID: it takes --tolerant to see it as such.
    private static func unknownAlgorithm(_ blob: RawSpan) throws(BlobError) -> BlobError {
        let header = try BlobHeader(peekingAt: blob)
        return BlobError(
            reason: .badAlgorithm, field: "aiKeyAlg", offset: 4, found: UInt64(header.keyAlgorithm.rawValue))
    }
}

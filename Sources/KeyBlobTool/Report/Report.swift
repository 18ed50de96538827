internal import CipherCore
internal import KeyBlob
internal import KeyTransfer

/// What both forms of report say about an input.
struct Report {
    /// The BLOB's type, or the record's name.
    let format: String
    /// How sure the format is, or `named` where the user said so.
    let sureness: String
    /// The fields in wire order, which cover every byte.
    let rows: [ReportRow]
    let deviations: Deviations
    /// Whose key it is, where it holds one in the clear.
    let identity: KeyIdentity?

    /// - Parameter named: what the user says the BLOB is; nil to go by its structure.
    /// - Throws: for what a strict reader refuses; if `tolerant`, only for what nobody could read.
    init(of key: borrowing KeyFile, as named: AnyKeyBlob.Format?, tolerant: Bool) throws(Failure) {
        if named == nil, let record = try key.record() {
            format = record.format
            sureness = AnyKeyBlob.Certainty.certain.rawValue
            rows = record.rows.map(ReportRow.init)
            deviations = Deviations()
            identity = nil
            return
        }
        let blob = try BlobReport(of: key, as: named, tolerant: tolerant)
        format = blob.format.rawValue
        sureness = blob.sureness
        rows = blob.inspection.rows.map(ReportRow.init)
        deviations = blob.inspection.deviations
        identity = try transferring(key.name) { () throws(TransferError) in try KeyIdentity(in: key.blob.bytes) }
    }
}

/// A field of a BLOB or of a record.
struct ReportRow {
    enum Value {
        case number(UInt64)
        case text(String)
        case bytes
        /// Bytes that were not read.
        case unread
    }

    let offset: Int
    let size: Int
    let name: String
    let value: Value
    let isSecret: Bool
    let legal: String?
    /// What the field's bytes are by themselves, such as SIMPLEBLOB; nil for mere bytes.
    let contents: String?

    init(_ row: FieldRow) {
        offset = row.offset
        size = row.size
        name = "\(row.name)"
        value = row.number.map { .number($0) } ?? .bytes
        isSecret = row.isSecret
        legal = row.legal
        contents = nil
    }

    init(_ row: RecordRow) {
        offset = row.offset
        size = row.size
        name = row.name
        value =
            switch row.value {
            case .number(let number): .number(number)
            case .text(let text): .text(text)
            case .bytes: .bytes
            case .body: .unread
            }
        isSecret = false
        legal = row.legal
        contents = row.contents?.description
    }

    /// The field's bytes in the input.
    @_lifetime(copy input)
    func bytes(in input: RawSpan) -> RawSpan { input.extracting(offset..<offset + size) }
}

extension KeyFile {
    /// The fields of one of this package's own records; nil if it is none.
    borrowing func record() throws(Failure) -> RecordDescription? {
        try transferring(name) { () throws(TransferError) in
            try RecordDescription(of: blob.bytes, byteCount: byteCount)
        }
    }
}

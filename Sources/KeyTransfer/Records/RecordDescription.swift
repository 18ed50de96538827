public import KeyBlob

/// What one of the workflows' records holds, field by field, as it stands there: no signature and no code is verified. Nothing
/// in it is secret; keys are wrapped wherever a record has them.
public struct RecordDescription: Sendable {
    /// What the record is, such as `sealed file`.
    public let format: String
    /// The fields in wire order, from the first byte to the last one of the record.
    public let rows: [RecordRow]

    /// How many bytes are enough to describe a record of which there may be more: the longest message. Only the body of a
    /// sealed file goes on behind it, and that is not looked at.
    public static let longest = Message.longest + 1 << 14

    /// What the record is that begins with `front`, of which there may be more; nil for what begins as no record does.
    public static func format(front: RawSpan) -> String? {
        RecordKind.all.first { kind in
            do throws(TransferError) { return try kind.rows(of: front, UInt64(front.byteCount)) != nil } catch {
                return true
            }
        }?.name
    }

    /// Describes the record that `bytes` begin with.
    ///
    /// - Parameter byteCount: how many bytes there are in all, where `bytes` are but the beginning of a sealed file.
    /// - Returns: nil for what begins as no record does.
    /// - Throws: ``TransferError/malformed(_:)``.
    public init?(of bytes: RawSpan, byteCount: UInt64) throws(TransferError) {
        for kind in RecordKind.all {
            guard let rows = try kind.rows(of: bytes, byteCount) else { continue }
            self.format = kind.name
            self.rows = rows
            return
        }
        return nil
    }
}

/// One field of a record.
public struct RecordRow: Sendable {
    /// What a field holds.
    public enum Value: Sendable {
        /// A little-endian number.
        case number(UInt64)
        /// UTF-8, or a magic number of letters.
        case text(String)
        /// Bytes, which the caller finds at ``RecordRow/offset``.
        case bytes
        /// The body of a sealed file, which nobody has read.
        case body
    }

    /// Where the field begins, in bytes from the start of the record.
    public let offset: Int
    /// Its length, in bytes.
    public let size: Int
    /// Its name, behind the names of the records that it is in, such as `recipients[0].keyBlob`; the length in front of a
    /// field is the field's `length`, the number of a list's elements the list's `count`.
    public let name: String
    /// What it holds.
    public let value: Value
    /// The legal values, in words; nil where every value is legal.
    public let legal: String?
    /// What the bytes are by themselves, such as `SIMPLEBLOB`; nil for mere bytes.
    public let contents: RecordContents?
}

/// What stands as a whole within a field, and can be cut out of it.
public enum RecordContents: Sendable, Equatable {
    /// A key BLOB.
    case blob(AnyKeyBlob.Format)
    /// Another record, by its ``RecordDescription/format``.
    case record(String)

    /// Nil for mere bytes: only what is certain is said.
    init?(of bytes: [UInt8]) {
        if let found = try? AnyKeyBlob.Recognition(of: unsafe bytes.span.bytes), found.certainty == .certain {
            self = .blob(found.format)
        } else if let record = try? RecordDescription(of: unsafe bytes.span.bytes, byteCount: UInt64(bytes.count)) {
            self = .record(record.format)
        } else {
            return nil
        }
    }
}

extension RecordContents: CustomStringConvertible {
    /// The BLOB's type or the record's name.
    public var description: String {
        switch self {
        case .blob(let format): format.rawValue
        case .record(let name): name
        }
    }
}

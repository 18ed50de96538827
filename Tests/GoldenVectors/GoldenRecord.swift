/// One record of a golden file, or an object inside one. Absent fields and nulls are both nil.
public struct GoldenRecord: Sendable {
    /// Names the record in its file; an object inside a record has the record's id with the field's name behind it.
    public let id: String
    /// What the record is a sample of, such as `PUBLICKEYBLOB`; an object inside a record has the record's format.
    public let format: String

    let fields: [String: GoldenValue]

    /// A string field, as it stands in the file.
    public func string(_ key: String) -> String? {
        if case .string(let text)? = fields[key] { text } else { nil }
    }

    /// A field of hex digits; nil where the field holds anything else.
    public func bytes(_ key: String) -> [UInt8]? {
        string(key).flatMap { [UInt8](hex: $0) }
    }

    /// A whole number that is not negative, or a string such as `0x6610`.
    public func number(_ key: String) -> UInt64? {
        switch fields[key] {
        case .number(let number)?: number
        case .string(let text)? where text.hasPrefix("0x"): UInt64(text.dropFirst(2), radix: 16)
        default: nil
        }
    }

    /// True or false.
    public func bool(_ key: String) -> Bool? {
        if case .bool(let value)? = fields[key] { value } else { nil }
    }

    /// An object inside the record, such as `state`.
    public func record(_ key: String) -> GoldenRecord? {
        fields[key].flatMap { nested($0, in: key) }
    }

    /// The objects of an array inside the record, such as `cipher_tests`; none where there is no such array.
    public func records(_ key: String) -> [GoldenRecord] {
        guard case .array(let values)? = fields[key] else { return [] }
        return values.enumerated().compactMap { nested($1, in: "\(key)[\($0)]") }
    }

    private func nested(_ value: GoldenValue, in key: String) -> GoldenRecord? {
        guard case .object(let fields) = value else { return nil }
        return GoldenRecord(id: "\(id).\(key)", format: format, fields: fields)
    }
}

extension GoldenRecord: CustomStringConvertible {
    /// The ``id``, so that a failing test names the record.
    public var description: String { id }
}

/// A JSON value, as far as golden files need one.
enum GoldenValue: Sendable, Decodable {
    case null
    case bool(Bool)
    case number(UInt64)
    case string(String)
    case array([GoldenValue])
    case object([String: GoldenValue])

    /// Strings first: nearly every value is one, and every wrong guess costs a thrown error.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .string(text)
        } else if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? value.decode(UInt64.self) {
            self = .number(number)
        } else if let elements = try? value.decode([GoldenValue].self) {
            self = .array(elements)
        } else {
            self = .object(try value.decode([String: GoldenValue].self))
        }
    }
}

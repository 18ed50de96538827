import Foundation

/// The fields of a record of our own, one after the other: little-endian numbers, and bytes with their length in front.
struct Fields {
    private var rest: Data

    init(_ record: Data) { rest = record }

    mutating func take(_ count: Int) throws -> Data {
        try require(count <= rest.count, "a record ends too early")
        defer { rest = rest.dropFirst(count) }
        return Data(rest.prefix(count))
    }

    mutating func skip(_ count: Int) throws { _ = try take(count) }

    mutating func number() throws -> UInt32 { try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }

    mutating func counted() throws -> Data { try take(Int(number())) }
}

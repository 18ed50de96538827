import GoldenVectors
import KeyBlob

/// A golden BLOB and the record it stands in.
struct Sample: Sendable, CustomStringConvertible {
    let id: String
    let bytes: [UInt8]

    var description: String { id }
}

/// The records of a golden file that are samples of `format`.
func golden(_ file: String, _ format: String) throws -> [GoldenRecord] {
    try GoldenVectors.load(file).filter { $0.format == format }
}

/// The BLOBs that `records` hold under `key`; records without one have none.
func samples(_ records: [GoldenRecord], _ key: String = "blob") -> [Sample] {
    records.compactMap { record in
        record.bytes(key).map { Sample(id: "\(record.id).\(key)", bytes: $0) }
    }
}

extension [UInt8] {
    /// The bytes with the little-endian integer of `width` bytes at `offset` replaced.
    func replacing(_ value: UInt64, width: Int = 4, at offset: Int) -> [UInt8] {
        replacing((0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }, at: offset)
    }

    /// The bytes with little-endian integers behind them.
    func appending(_ numbers: UInt32...) -> [UInt8] {
        numbers.reduce(self) { $0 + [UInt8](repeating: 0, count: 4).replacing(UInt64($1), at: 0) }
    }

    /// The bytes with those from `offset` on replaced by `other`.
    func replacing(_ other: [UInt8], at offset: Int) -> [UInt8] {
        var copy = self
        copy.replaceSubrange(offset..<offset + other.count, with: other)
        return copy
    }

    /// The bytes with one bit changed; bits count from the least significant of the first byte.
    func flipping(bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << UInt8(bit % 8)
        return copy
    }

    /// The number that these bytes, the most significant first, make in a little-endian field of `width` bytes.
    func littleEndian(width: Int) -> [UInt8] {
        reversed() + [UInt8](repeating: 0, count: Swift.max(0, width - count))
    }
}

extension LittleEndianInteger {
    /// A copy of the field's bytes.
    var array: [UInt8] { bytes.array }
}

extension RawSpan {
    /// A copy of the bytes.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Where the bytes lie, to see that a view borrows them instead of copying.
    var address: UInt { withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
}

/// The error that `body` ends with, or nil: for views, which `#expect(throws:)` cannot return.
func refusal(_ body: () throws(BlobError) -> Void) -> BlobError? {
    do throws(BlobError) {
        try body()
        return nil
    } catch {
        return error
    }
}

extension Deviations {
    /// Every kind met, with its first offset.
    var offsets: [Kind: Int] {
        Dictionary(uniqueKeysWithValues: kinds.compactMap { kind in firstOffset(of: kind).map { (kind, $0) } })
    }
}

extension KeyBlobFormat where Self: ~Escapable {
    /// The error that a strict parse ends with, if any.
    static func refusal(of bytes: [UInt8]) -> BlobError? {
        KeyBlobTests.refusal { () throws(BlobError) in _ = try Self(parsing: bytes.span.bytes) }
    }

    /// The error that a tolerant parse ends with, if any.
    static func tolerantRefusal(of bytes: [UInt8]) -> BlobError? {
        KeyBlobTests.refusal { () throws(BlobError) in _ = try deviations(in: bytes) }
    }

    /// What a tolerant parse forgives, with the first offset of each.
    static func deviations(in bytes: [UInt8]) throws(BlobError) -> [Deviations.Kind: Int] {
        var deviations = Deviations()
        _ = try Self(parsing: bytes.span.bytes, tolerating: &deviations)
        return deviations.offsets
    }
}

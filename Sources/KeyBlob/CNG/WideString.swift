/// A string as CNG writes names of algorithms, parameter sets and BLOB types: UTF-16, little-endian, with a NUL behind
/// it that the length field counts.
public struct WideString: BitwiseCopyable, ~Escapable {
    /// The bytes of the whole field, borrowed; they need not be aligned.
    public let bytes: RawSpan

    /// A view of `bytes`.
    @_lifetime(copy bytes)
    public init(bytes: RawSpan) { self.bytes = bytes }

    /// The length of the field, in bytes.
    public var byteCount: Int { bytes.byteCount }

    /// Whether the field is a string of one character or more, with one NUL, at its end.
    public var isTerminated: Bool {
        guard byteCount >= 4, byteCount % 2 == 0 else { return false }
        for offset in stride(from: 0, to: byteCount - 2, by: 2) where unit(at: offset) == 0 { return false }
        return unit(at: byteCount - 2) == 0
    }

    /// Whether the field is `name`, which is ASCII, and a NUL.
    public func isEqual(to name: StaticString) -> Bool {
        guard byteCount == 2 * (name.utf8CodeUnitCount + 1), isTerminated else { return false }
        return name.withUTF8Buffer { characters in
            for index in 0..<characters.count {
                // SAFETY: the loop's bounds.
                let character = unsafe characters[index]
                if unit(at: 2 * index) != UInt16(character) { return false }
            }
            return true
        }
    }

    /// The text up to the first NUL; ill-formed UTF-16 is replaced as usual.
    public var text: String {
        var units: [UInt16] = []
        for offset in stride(from: 0, to: byteCount - 1, by: 2) {
            let next = unit(at: offset)
            if next == 0 { break }
            units.append(next)
        }
        return String(decoding: units, as: UTF16.self)
    }

    private func unit(at offset: Int) -> UInt16 {
        UInt16(bytes.byte(at: offset)) | UInt16(bytes.byte(at: offset + 1)) << 8
    }
}

extension WideString {
    /// The bytes of a field that holds `text` and its NUL.
    public static func bytes(of text: String) -> [UInt8] {
        (Array(text.utf16) + [0]).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}

extension BlobPass where Self: ~Copyable & ~Escapable {
    /// The length of a string field, in bytes with its NUL.
    @inline(__always)
    mutating func stringLength(_ field: StaticString, _ value: inout UInt32) throws(BlobError) {
        try scalar(field, &value)
        try rule("even, and at least 4", value >= 4 && value % 2 == 0, .badString, tolerated: nil)
    }

    /// A string of `count` bytes that ends with its one NUL.
    @inline(__always) @_lifetime(value: copy self, copy value)
    mutating func string(
        _ field: StaticString, _ value: inout WideString, count: UInt32, _ size: StaticString
    ) throws(BlobError) {
        var span = value.bytes
        try bytes(field, &span, count: Int(count), size, .open, shortTolerated: nil)
        value = WideString(bytes: span)
        try rule("one NUL, at its end", value.isTerminated, .badString, tolerated: nil)
    }
}

internal import CipherCore

/// Reads the fields of the store's own files in their order; numbers are little-endian.
struct StoreFieldReader: ~Escapable {
    private(set) var rest: RawSpan

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { rest = bytes }

    /// - Throws: ``StoreError/damaged(_:)``.
    @_lifetime(copy self)
    @_lifetime(self: copy self)
    mutating func bytes(_ count: Int) throws(ProviderError) -> RawSpan {
        guard count <= rest.byteCount else { throw .store(.damaged(.contents)) }
        let field = rest.extracting(first: count)
        rest = rest.extracting(droppingFirst: count)
        return field
    }

    @_lifetime(self: copy self)
    mutating func array(_ count: Int) throws(ProviderError) -> [UInt8] {
        let field = try bytes(count)
        return unsafe field.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    @_lifetime(self: copy self)
    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type = UInt32.self
    ) throws(ProviderError) -> Number {
        let field = try bytes(MemoryLayout<Number>.size)
        return Number(littleEndian: unsafe field.unsafeLoadUnaligned(as: Number.self))
    }

    /// Refuses anything else than these bytes.
    @_lifetime(self: copy self)
    mutating func expect(_ text: StaticString) throws(ProviderError) {
        guard try array(text.utf8CodeUnitCount) == text.bytes else { throw .store(.damaged(.contents)) }
    }

    /// Refuses another version than 1.
    @_lifetime(self: copy self)
    mutating func expectVersion1() throws(ProviderError) {
        let version = try number()
        guard version == 1 else { throw .store(.damaged(.version(version))) }
    }

    /// Refuses anything behind the last field.
    func finish() throws(ProviderError) {
        guard rest.isEmpty else { throw .store(.damaged(.contents)) }
    }
}

extension StaticString {
    var bytes: [UInt8] { Array(description.utf8) }
}

extension [UInt8] {
    /// Appends a number's bytes, the least significant first.
    mutating func append(number: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
    }

    /// `count` random bytes; none of them secret.
    static func random(count: Int) throws(ProviderError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var target = bytes.mutableSpan
        try unsafe target.withUnsafeMutableBytes { buffer throws(ProviderError) in
            try providing { () throws(CipherError) in try unsafe RandomBytes.fill(buffer) }
        }
        return bytes
    }
}

extension SecretBytes {
    /// Calls `body` with the bytes: for secrets that an object holds, whose spans do not outlive a single access.
    borrowing func withSpan<Result: ~Copyable>(
        _ body: (RawSpan) throws(ProviderError) -> Result
    ) throws(ProviderError) -> Result {
        try unsafe withUnsafeBytes { buffer throws(ProviderError) in
            try body(unsafe RawSpan(_unsafeBytes: buffer))
        }
    }

    /// Writes fields one behind the other, from `offset` on, which moves behind them.
    mutating func put(_ field: RawSpan, at offset: inout Int) {
        let range = offset..<offset + field.byteCount
        unsafe withUnsafeMutableBytes { buffer in
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[range])
            unsafe field.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        offset = range.upperBound
    }
}

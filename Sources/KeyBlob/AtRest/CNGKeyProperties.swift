/// The properties in a ``CNGKeyFile``, one behind the other, read one by one without allocating.
///
/// ```swift
/// var properties = file.publicProperties
/// while !properties.isEmpty {
///     let property = try properties.next()
/// }
/// ```
public struct CNGKeyProperties: BitwiseCopyable, ~Escapable {
    private var left: RawSpan
    /// Where the next property begins, in bytes from the start of the list.
    public private(set) var offset = 0

    /// A list of properties that fills `source`.
    @_lifetime(copy source)
    public init(_ source: RawSpan) { left = source }

    /// Whether there is no property left.
    public var isEmpty: Bool { left.isEmpty }

    /// The next property, read strictly. An error's offset counts from the start of the list.
    ///
    /// - Throws: ``BlobError``; nothing is stepped over then.
    @_lifetime(copy self)
    public mutating func next() throws(BlobError) -> CNGKeyProperty {
        do throws(BlobError) {
            let size = try recordSize()
            let property = try CNGKeyProperty(parsing: left.extracting(first: size))
            left = left.extracting(droppingFirst: size)
            offset += size
            return property
        } catch {
            throw error.moved(by: offset)
        }
    }

    /// Whether every record can be read.
    var areWellFormed: Bool {
        var list = self
        while !list.isEmpty {
            do throws(BlobError) { _ = try list.next() } catch { return false }
        }
        return true
    }

    /// `dwStructLen` of the next record, at most what is left.
    private func recordSize() throws(BlobError) -> Int {
        var pass = ParsePass<ExplainedRefusal>(left)
        var size: UInt32 = 0
        try pass.scalar("dwStructLen", &size, .range(20...UInt32.max), .lengthMismatch, tolerated: nil)
        return min(Int(size), left.byteCount)
    }
}

extension BlobError {
    /// The same error, seen from a structure in which the BLOB begins at byte `start`.
    func moved(by start: Int) -> BlobError {
        BlobError(reason: reason, field: field, offset: offset + start, expected: expected, found: found)
    }
}

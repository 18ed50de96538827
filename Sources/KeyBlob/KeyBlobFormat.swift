/// A key BLOB's wire format: a view of somebody's bytes that can be read from them and written again.
///
/// A view borrows the bytes it was parsed from: nothing is copied or allocated, and the compiler does not let the view
/// outlive them.
public protocol KeyBlobFormat: WritableKeyBlob, ~Escapable {
    /// A strict view: every byte of `source` is accounted for and every field is legal.
    ///
    /// - Throws: ``BlobError`` with the reason, the field and its offset.
    @_lifetime(copy source)
    init(parsing source: RawSpan) throws(BlobError)

    /// A tolerant view: what known software writes or accepts wrongly is taken, and noted in `deviations`, which is
    /// empty afterwards where the strict parse would have accepted `source`.
    ///
    /// - Throws: ``BlobError`` for what nobody could read.
    @_lifetime(copy source)
    init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError)

    /// A row for every field of `source`, read as tolerantly as can be; the rows cover all of it.
    ///
    /// - Throws: ``BlobError`` where even the tolerant parse refuses.
    static func inspect(_ source: RawSpan) throws(BlobError) -> Inspection
}

extension KeyBlobFormat where Self: ~Escapable {
    /// As the strict parse, over a buffer that must outlive the view. Compiled into the caller, so that every format has
    /// one parse to be compiled, not two.
    @inlinable @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        try self.init(parsing: unsafe buffer.bytes)
    }
}

/// What makes a key BLOB when it is written: a view of one, or fields that are yet to become one.
public protocol WritableKeyBlob: ~Escapable {
    /// The length of the BLOB that these fields make, in bytes.
    ///
    /// - Throws: ``BlobError`` as the strict parse of that BLOB would, or with ``BlobError/Reason/lengthMismatch``.
    var byteCount: Int { get throws(BlobError) }

    /// Writes the BLOB to the start of `buffer` and returns its length, in bytes.
    ///
    /// - Throws: as ``byteCount``, and ``BlobError/Reason/outputTooSmall``; nothing is written then.
    func serialize(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int
}

extension WritableKeyBlob where Self: ~Escapable {
    /// The BLOB as an array, for what is not secret.
    ///
    /// - Throws: as ``byteCount``.
    public func serialized() throws(BlobError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: try byteCount)
        var failure: BlobError?
        unsafe bytes.withUnsafeMutableBytes { buffer in
            do throws(BlobError) { _ = try unsafe serialize(into: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }
}

/// A BLOB that keeps its own bytes, where a view only borrows somebody's: for tools that hold a key beyond the buffer it
/// came in.
///
/// `RSAPublicKeyBlob.Owned` and its like are names for it. The view is made anew whenever it is asked for; that is a parse
/// of a few nanoseconds and allocates nothing. What holds a secret is kept by ``OwnedSecretBlob`` instead.
public struct OwnedBlob<Format: KeyBlobFormat & ~Escapable>: Sendable {
    private let storage: [UInt8]
    private let isTolerant: Bool

    /// Keeps the BLOB that the fields of `view` make.
    ///
    /// - Throws: as ``KeyBlobFormat/byteCount``; so it does for most of what only a tolerant parse takes.
    public init(_ view: borrowing Format) throws(BlobError) {
        storage = try view.serialized()
        isTolerant = false
    }

    /// Keeps a copy of `source`, which a strict parse accepts.
    ///
    /// - Throws: as the parse.
    public init(parsing source: RawSpan) throws(BlobError) {
        _ = try Format(parsing: source)
        storage = unsafe source.withUnsafeBytes { unsafe [UInt8]($0) }
        isTolerant = false
    }

    /// Keeps a copy of `source`, which a tolerant parse accepts; what it forgives is noted in `deviations`.
    ///
    /// - Throws: as the parse.
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        _ = try Format(parsing: source, tolerating: &deviations)
        storage = unsafe source.withUnsafeBytes { unsafe [UInt8]($0) }
        isTolerant = true
    }

    /// The bytes of the BLOB, as they were.
    public var bytes: RawSpan {
        @_lifetime(borrow self) get {
            // SAFETY: bytes are initialized and without padding.
            unsafe storage.span.bytes
        }
    }

    /// The fields of the BLOB. Nothing is thrown in practice: the same bytes were parsed the same way before.
    @_lifetime(borrow self)
    public func view() throws(BlobError) -> Format { try Format(parsing: bytes, tolerantly: isTolerant) }
}

/// A BLOB with a secret in it that keeps its own bytes: there is one of it, and its bytes are wiped when it goes.
///
/// `RSAPrivateKeyBlob.Owned` and its like are names for it. The bytes are in ordinary memory, which may be swapped out or
/// end in a core dump: keys that are *used* belong into the provider's locked memory.
@safe
public struct OwnedSecretBlob<Format: KeyBlobFormat & ~Escapable>: ~Copyable, @unchecked Sendable {
    // Nobody writes to the memory between `init` and `deinit`, so that it may be read from anywhere.
    private let storage: UnsafeMutableRawBufferPointer
    private let isTolerant: Bool

    /// Keeps the BLOB that the fields of `view` make.
    ///
    /// - Throws: as ``KeyBlobFormat/byteCount``; so it does for most of what only a tolerant parse takes.
    public init(_ view: borrowing Format) throws(BlobError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: try view.byteCount, alignment: 16)
        do throws(BlobError) {
            _ = unsafe try view.serialize(into: memory)
        } catch {
            unsafe memory.deallocate()
            throw error
        }
        unsafe storage = memory
        isTolerant = false
    }

    /// Keeps a copy of `source`, which a strict parse accepts; wiping the source is the caller's.
    ///
    /// - Throws: as the parse.
    public init(parsing source: RawSpan) throws(BlobError) {
        _ = try Format(parsing: source)
        unsafe storage = Self.copy(source)
        isTolerant = false
    }

    /// Keeps a copy of `source`, which a tolerant parse accepts; what it forgives is noted in `deviations`.
    ///
    /// - Throws: as the parse.
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        _ = try Format(parsing: source, tolerating: &deviations)
        unsafe storage = Self.copy(source)
        isTolerant = true
    }

    deinit {
        unsafe wipe(storage)
        unsafe storage.deallocate()
    }

    /// The bytes of the BLOB, as they were.
    public var bytes: RawSpan {
        @_lifetime(borrow self) get {
            // SAFETY: the memory is there and unchanged as long as `self` is.
            unsafe _overrideLifetime(UnsafeRawBufferPointer(storage).bytes, borrowing: self)
        }
    }

    /// The fields of the BLOB. Nothing is thrown in practice: the same bytes were parsed the same way before.
    @_lifetime(borrow self)
    public func view() throws(BlobError) -> Format { try Format(parsing: bytes, tolerantly: isTolerant) }

    private static func copy(_ source: RawSpan) -> UnsafeMutableRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: source.byteCount, alignment: 16)
        unsafe source.withUnsafeBytes { unsafe memory.copyMemory(from: $0) }
        return unsafe memory
    }
}

extension KeyBlobFormat where Self: ~Escapable {
    /// The twin that keeps its bytes. Unless a format says otherwise it is taken for one with a secret in it.
    public typealias Owned = OwnedSecretBlob<Self>

    @_lifetime(copy source)
    fileprivate init(parsing source: RawSpan, tolerantly isTolerant: Bool) throws(BlobError) {
        if isTolerant {
            var deviations = Deviations()
            self = try Self(parsing: source, tolerating: &deviations)
        } else {
            self = try Self(parsing: source)
        }
    }
}

/// Overwrites `memory` with zeros, although nobody will read them: the optimiser sees neither into this function nor
/// through it, and has to call it.
@inline(never) @_optimize(none)
private func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
}

internal import CLinux

/// Bytes that must not leak: in memory that is locked against paging where the system allows it, left out of core
/// dumps, and wiped when the value dies. The length is fixed at creation and is not secret.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the storage has one owner, and changing it takes exclusive access to that owner.
    private let storage: UnsafeMutableRawBufferPointer

    /// `count` zero bytes.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public init(count: Int) throws(CipherError) {
        guard count > 0 else {
            storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let block = kb_arena_allocate(count) else { throw .outOfMemory }
        storage = UnsafeMutableRawBufferPointer(start: block, count: count)
    }

    /// A copy of `source`, which the caller wipes if it is a secret.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public init(copying source: RawSpan) throws(CipherError) {
        try self.init(count: source.byteCount)
        source.withUnsafeBytes { storage.copyMemory(from: $0) }
    }

    deinit {
        guard let block = storage.baseAddress else { return }
        kb_arena_release(block, storage.count)
        // Whoever worked with the bytes left some of them in registers, and below this on the stack.
        kb_scrub()
    }

    /// The length, in bytes.
    public var count: Int { storage.count }

    /// Whether the memory is locked; false where the system's limit (`RLIMIT_MEMLOCK`) did not allow it.
    public var isLocked: Bool { storage.baseAddress.map { kb_arena_is_locked($0) } ?? true }

    /// The bytes, to read in place.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        borrowing get {
            let span = RawSpan(_unsafeBytes: UnsafeRawBufferPointer(storage))
            // SAFETY: the storage lives, and stays where it is, as long as `self`.
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// Calls `body` with the bytes, to read in place.
    public borrowing func withUnsafeBytes<Result: ~Copyable, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(storage))
    }

    /// Calls `body` with the bytes, to change in place.
    public mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage)
    }

    /// A second owner of equal bytes.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> SecretBytes {
        try SecretBytes(copying: bytes)
    }
}

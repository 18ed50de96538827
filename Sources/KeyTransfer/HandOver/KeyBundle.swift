internal import KeyBlob
public import KeyProvider

/// The keys of one connection, each under the name of its role, with what the record layer must know beside it: what goes
/// from one process to another in one piece. The keys have one owner, the bundle, until they are taken out.
///
/// A key in a token stays in the token, and its reference goes along.
public struct KeyBundle: ~Copyable, Sendable {
    /// The most keys in a bundle.
    public static let capacity = 16
    /// The longest name of a role, in bytes of UTF-8.
    public static let longestRole = 64

    private(set) var entries: [Entry] = []

    /// What is under one role.
    struct Entry: Sendable {
        let role: String
        let position: UInt64
        let contents: Contents
    }

    enum Contents: Sendable {
        /// Empty once the key was taken out.
        case key(Guarded<SessionKey?>)
        case reference([UInt8])
    }

    /// An empty one.
    public init() {}

    /// Whether there is nothing in it.
    public var isEmpty: Bool { entries.isEmpty }

    /// The roles, in the order in which they came.
    public var roles: [String] { entries.map(\.role) }

    /// Takes over a key.
    ///
    /// - Parameters:
    ///   - role: what the key does, such as "client write key": 1 to 64 bytes of UTF-8, without NUL.
    ///   - position: the number of the next record, or whatever else the two processes agreed on. The place in the
    ///     cipher's stream need not be said: it is a part of the key.
    /// - Throws: ``HandOverError/illegalRole(_:)``; the key is gone then.
    public mutating func add(
        _ key: consuming SessionKey, as role: String, position: UInt64 = 0
    ) throws(TransferError) {
        try add(Entry(role: role, position: position, contents: .key(Guarded(key))))
    }

    /// Adds a reference to a key that stays where it is, as a token's key does. A hand-over passes it on as it is, and
    /// destroys nothing but the bundle's copy.
    ///
    /// - Parameter reference: what `KeyToken` exports instead of the key, an OPAQUEKEYBLOB of a token's key. Its seal is
    ///   checked by whoever imports it.
    /// - Throws: ``HandOverError/illegalRole(_:)``; ``TransferError/malformed(_:)`` for any other BLOB, one with a key in
    ///   it above all, which would go on living at the source.
    public mutating func add(
        reference: [UInt8], as role: String, position: UInt64 = 0
    ) throws(TransferError) {
        do throws(BlobError) {
            _ = try OpaqueTokenKeyBlob(parsing: unsafe reference.span.bytes)
        } catch {
            throw .malformed(error)
        }
        try add(Entry(role: role, position: position, contents: .reference(reference)))
    }

    private mutating func add(_ entry: Entry) throws(TransferError) {
        guard 1...Self.longestRole ~= entry.role.utf8.count, !entry.role.utf8.contains(0),
            !roles.contains(entry.role), entries.count < Self.capacity
        else { throw .handOver(.illegalRole(entry.role)) }
        entries.append(entry)
    }

    /// The position that was said with a key.
    ///
    /// - Throws: ``HandOverError/missing(role:)``.
    public func position(of role: String) throws(TransferError) -> UInt64 {
        entries[try index(of: role)].position
    }

    /// Takes a key out.
    ///
    /// - Throws: ``HandOverError/missing(role:)``, also for a reference.
    public mutating func take(_ role: String) throws(TransferError) -> SessionKey {
        let index = try index(of: role)
        guard case .key(let slot) = entries[index].contents, let key = slot.withLock({ $0.take() }) else {
            throw .handOver(.missing(role: role))
        }
        entries.remove(at: index)
        return key
    }

    /// Takes a reference out.
    ///
    /// - Throws: ``HandOverError/missing(role:)``, also for a key.
    public mutating func takeReference(_ role: String) throws(TransferError) -> [UInt8] {
        let index = try index(of: role)
        guard case .reference(let reference) = entries[index].contents else {
            throw .handOver(.missing(role: role))
        }
        entries.remove(at: index)
        return reference
    }

    /// Wipes every key; references are forgotten.
    mutating func destroyAll() { entries.removeAll() }

    private func index(of role: String) throws(TransferError) -> Int {
        guard let index = entries.firstIndex(where: { $0.role == role }) else {
            throw .handOver(.missing(role: role))
        }
        return index
    }
}

internal import CWinCrypt
internal import Glibc

/// Something that a handle stands for.
class HandleObject: @unchecked Sendable {
    // SAFETY (Sendable): what changes in it and in its subclasses is guarded by `lock`.
    final let lock = ForkSafeLock()

    init() {}

    /// The context that this does not outlive; nil for a context.
    var context: Context? { nil }
}

/// What handles of one type stand for: contexts, keys or hashes. The kind is part of a handle.
protocol HandleKind: HandleObject {
    static var kind: UInt { get }
}

/// Handles: numbers of a table, never pointers, so that a zero, made-up or closed one is found out by looking.
///
/// From the high bits down: the generation of the slot (32 bits, so that a closed handle does not hit what has the slot
/// now), the slot (24 bits), its shard (6 bits), and the kind of object (2 bits, never 0).
final class HandleTable: @unchecked Sendable {
    // SAFETY (Sendable): the shards are changed under their own mutexes.
    static let shared = HandleTable()

    private static let shardCount = 64
    private let shards = UnsafeMutablePointer<Shard>.allocate(capacity: shardCount)

    /// A part of the table. There are many, so that threads seldom meet.
    private struct Shard {
        let mutex: UnsafeMutablePointer<pthread_mutex_t>
        var slots: [Slot] = []
        var free: [Int] = []
    }

    private struct Slot {
        var object: HandleObject?
        var generation: UInt32
        var kind: UInt
    }

    private init() {
        for index in 0..<Self.shardCount { (shards + index).initialize(to: Shard(mutex: newMutex())) }
        // A fork must not copy a shard that another thread is changing.
        kb_at_fork(
            { HandleTable.shared.eachShard { pthread_mutex_lock($0.pointee.mutex) } },
            { HandleTable.shared.eachShard { pthread_mutex_unlock($0.pointee.mutex) } })
    }

    private func eachShard(_ body: (UnsafeMutablePointer<Shard>) -> Void) {
        for index in 0..<Self.shardCount { body(shards + index) }
    }

    /// A new handle of `object`.
    ///
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY where there are 16 million handles in one shard already.
    func open<Object: HandleKind>(_ object: Object) throws(ErrorCode) -> UInt {
        // A thread keeps to its shard: its own handles are in nobody's way.
        let number = Int(bitPattern: (UInt(pthread_self()) &* 0x9E37_79B9_7F4A_7C15) >> 58)
        let shard = shards + number
        pthread_mutex_lock(shard.pointee.mutex)
        defer { pthread_mutex_unlock(shard.pointee.mutex) }
        let index: Int
        if let free = shard.pointee.free.popLast() {
            index = free
        } else {
            index = shard.pointee.slots.count
            guard index < 1 << 24 else { throw ErrorCode(ERROR_NOT_ENOUGH_MEMORY) }
            shard.pointee.slots.append(Slot(object: nil, generation: 1, kind: 0))
        }
        shard.pointee.slots[index].object = object
        shard.pointee.slots[index].kind = Object.kind
        let generation = UInt(shard.pointee.slots[index].generation)
        return generation << 32 | UInt(index) << 8 | UInt(number) << 2 | Object.kind
    }

    /// What a handle stands for.
    ///
    /// - Throws: ERROR_INVALID_PARAMETER for whatever is no open handle of this kind.
    func object<Object: HandleKind>(_ handle: UInt, _ type: Object.Type = Object.self) throws(ErrorCode) -> Object {
        try withSlot(handle, type) { slot in unsafeDowncast(slot.object.unsafelyUnwrapped, to: Object.self) }
    }

    /// Closes a handle and gives back what it stood for.
    func close<Object: HandleKind>(_ handle: UInt, _ type: Object.Type = Object.self) throws(ErrorCode) -> Object {
        try withSlot(handle, type) { slot in
            let object = unsafeDowncast(slot.object.unsafelyUnwrapped, to: Object.self)
            Self.empty(&slot)
            return object
        }
    }

    /// Lets a handle stand for another object: a key that became one of another kind.
    func replace<Object: HandleKind>(_ handle: UInt, with object: Object) throws(ErrorCode) {
        try withSlot(handle, Object.self) { slot in slot.object = object }
    }

    /// Closes every handle whose object `isGone`: those of a context that was released.
    func closeAll(where isGone: (HandleObject) -> Bool) {
        var closed: [HandleObject] = []
        eachShard { shard in
            pthread_mutex_lock(shard.pointee.mutex)
            for index in shard.pointee.slots.indices {
                guard let object = shard.pointee.slots[index].object, isGone(object) else { continue }
                closed.append(object)
                Self.empty(&shard.pointee.slots[index])
                shard.pointee.free.append(index)
            }
            pthread_mutex_unlock(shard.pointee.mutex)
        }
        // They die here, outside of the mutexes: wiping takes time.
        closed.removeAll()
    }

    private static func empty(_ slot: inout Slot) {
        slot.object = nil
        // After four thousand million uses a slot's first handle is open to confusion; 0 is passed over.
        slot.generation = max(slot.generation &+ 1, 1)
        slot.kind = 0
    }

    @inline(__always)
    private func withSlot<Object: HandleKind, Result>(
        _ handle: UInt, _ type: Object.Type, _ body: (inout Slot) -> Result
    ) throws(ErrorCode) -> Result {
        let index = Int(handle >> 8 & 0xFF_FFFF)
        let shard = shards + Int(handle >> 2 & 0x3F)
        guard handle & 3 == Object.kind else { throw .invalidParameter }
        pthread_mutex_lock(shard.pointee.mutex)
        defer { pthread_mutex_unlock(shard.pointee.mutex) }
        guard index < shard.pointee.slots.count, shard.pointee.slots[index].kind == Object.kind,
            UInt(shard.pointee.slots[index].generation) == handle >> 32
        else { throw .invalidParameter }
        let result = body(&shard.pointee.slots[index])
        if shard.pointee.slots[index].kind == 0 { shard.pointee.free.append(index) }
        return result
    }
}

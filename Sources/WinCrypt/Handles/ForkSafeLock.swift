internal import CWinCrypt
internal import Glibc

/// A mutex that does not hang in a forked child.
///
/// Whoever held it in the parent is not there in the child, and what it guards may be half-changed: the child's first
/// attempt gives up after a second then, with ERROR_BUSY, and so do all later ones.
struct ForkSafeLock: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the generation changes under the mutex alone; an early reader only takes the slow way once more.
    private let mutex = newMutex()
    private let generation = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)

    init() {
        generation.initialize(to: kb_fork_generation())
    }

    deinit {
        // One that a vanished thread holds is not destroyed, which is undefined.
        if pthread_mutex_trylock(mutex) == 0 {
            pthread_mutex_unlock(mutex)
            pthread_mutex_destroy(mutex)
        }
        mutex.deallocate()
        generation.deallocate()
    }

    /// Calls `body` while no other thread does.
    ///
    /// - Throws: ERROR_BUSY; and what `body` throws.
    @inline(__always)
    borrowing func withLock<Result: ~Copyable>(
        _ body: () throws(ErrorCode) -> Result
    ) throws(ErrorCode) -> Result {
        if generation.pointee == kb_fork_generation() {
            pthread_mutex_lock(mutex)
        } else {
            try lockAfterFork()
        }
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    @inline(never)
    private borrowing func lockAfterFork() throws(ErrorCode) {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += 1
        guard pthread_mutex_timedlock(mutex, &deadline) == 0 else { throw ErrorCode(ERROR_BUSY) }
        generation.pointee = kb_fork_generation()
    }
}

/// A mutex that is tried a few times more before a thread sleeps: what is guarded here is seldom held for as long as
/// waking takes.
func newMutex() -> UnsafeMutablePointer<pthread_mutex_t> {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ADAPTIVE_NP))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
    return mutex
}

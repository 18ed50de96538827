internal import Glibc

/// A value that threads take turns with: a session key or a hash object that several of them use.
///
/// Swift lets only one thread at a time change a value. What several share lives in one of these. The lock is a plain
/// `pthread_mutex_t`: `Synchronization.Mutex` is a priority-inheritance futex on Linux, which costs a hundred times as
/// much where threads contend (measured).
@safe public final class Guarded<Value: ~Copyable>: @unchecked Sendable {
    // SAFETY (Sendable): the value is reached only under the mutex.
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    /// Takes over a value.
    public init(_ value: consuming sending Value) {
        self.value = value
        unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Calls `body` with the value, which is this thread's as long as the call lasts.
    public func withLock<Result: ~Copyable, Failure>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}

internal import CipherCore
internal import Glibc

/// The lock over what this module knows of sessions and handles, in all tokens: held for moments, and, but for the opening
/// of a session, never across a call to a token.
///
/// There is one, so that `fork` can take it: the child finds everything in order, whatever other threads were doing. `fork`
/// also waits for operations that are under way, since modules (SoftHSM's among them) leave their own locks locked in a
/// child that was forked in the middle of one.
final class ProcessLock: @unchecked Sendable {
    // SAFETY (Sendable): both are made to be used by many threads, and the rest is guarded by the first.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var operationCount = 0
    private var isForking = false
    private var isWriting = false
    private var waitingWriterCount = 0

    /// How long `fork` waits at most: a person at a PIN pad takes longer, and has no lock that the child needs.
    private static let patience: time_t = 2

    static let shared = ProcessLock()

    private init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(change, nil)
        // What is registered last comes first: the arena of secrets must not be locked yet when operations are waited
        // for that need it.
        _ = try? SecretBytes(count: 1)
        pthread_atfork(
            { ProcessLock.shared.prepareFork() }, { ProcessLock.shared.endFork() },
            {
                // Nobody waits in the child, and nobody works.
                pthread_cond_init(ProcessLock.shared.change, nil)
                ProcessLock.shared.operationCount = 0
                ProcessLock.shared.isWriting = false
                ProcessLock.shared.waitingWriterCount = 0
                ProcessLock.shared.endFork()
            })
    }

    /// Calls `body` with the lock held.
    func withLock<Result: ~Copyable, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Waits, within `withLock`, until somebody tells of a change.
    func waitForChange() { pthread_cond_wait(change, mutex) }

    /// Tells all who wait.
    func tellOfChange() { pthread_cond_broadcast(change) }

    /// Calls `body`, which calls a module, so that no `fork` comes in between. Not within another.
    ///
    /// - Parameter isWriting: `body` makes, changes or removes objects of a token, and nothing else may be under way
    ///   meanwhile: SoftHSM's threads now and then see half an object that another is writing, and then fail in ways that
    ///   have nothing to do with what they do (CKR_GENERAL_ERROR, CKR_TEMPLATE_INCONSISTENT, no such object). Other
    ///   tokens do one thing at a time anyway.
    func withOperation<Result: ~Copyable, Failure>(
        writing isWriting: Bool = false, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        withLock {
            if isWriting { waitingWriterCount += 1 }
            while isForking || self.isWriting || (isWriting ? operationCount : waitingWriterCount) > 0 {
                waitForChange()
            }
            if isWriting { waitingWriterCount -= 1 }
            self.isWriting = isWriting
            operationCount += 1
        }
        defer {
            withLock {
                operationCount -= 1
                if isWriting { self.isWriting = false }
                tellOfChange()
            }
        }
        return try body()
    }

    private func prepareFork() {
        pthread_mutex_lock(mutex)
        isForking = true
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += Self.patience
        while operationCount > 0, pthread_cond_timedwait(change, mutex, &deadline) == 0 {}
    }

    private func endFork() {
        isForking = false
        tellOfChange()
        pthread_mutex_unlock(mutex)
    }
}

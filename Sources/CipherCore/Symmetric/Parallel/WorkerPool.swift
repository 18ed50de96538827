internal import CLinux
internal import Glibc

/// Threads that help with long data: one fewer than the machine has cores, begun when first needed and kept.
///
/// One caller at a time has them. Whoever comes meanwhile works alone, which is as fast when the cores are busy anyway;
/// so does a child after fork, which has no threads but its own. A helper that comes late finds the work done.
///
/// Not Dispatch: the layers do without it, and its `concurrentPerform` gave no second thread where it was tried (a busy
/// machine with two cores).
final class WorkerPool: @unchecked Sendable {
    // SAFETY (Sendable): everything that changes is guarded by `mutex`.

    static let shared = WorkerPool()

    /// How many threads, the caller's among them, may work at once for the calling thread: as many as the cores that it
    /// may run on. Who keeps it to one core wants one core used.
    var threadCount: Int { min(helperCount + 1, Int(kb_usable_cores())) }

    private let helperCount: Int

    private let processIdentifier = getpid()
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let workHasCome = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let workIsDone = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private var isTaken = false
    private var helpersHaveBegun = false
    private var body: ((Int) -> Void)?
    /// The parts that nobody has begun.
    private var waiting = 0..<0
    private var runningCount = 0

    private init() {
        // Not the cores on line: glibc may count only those that the calling thread, the first of many, may use.
        helperCount = max(0, sysconf(CInt(_SC_NPROCESSORS_CONF)) - 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(workHasCome, nil)
        pthread_cond_init(workIsDone, nil)
    }

    /// Calls `body` with every number from 0 to `count - 1`, from several threads where they are free, and returns when
    /// all calls have returned.
    func perform(_ count: Int, _ body: (Int) -> Void) {
        guard count > 1, helperCount > 0, getpid() == processIdentifier, take() else {
            for part in 0..<count { body(part) }
            return
        }
        withoutActuallyEscaping(body) { body in
            pthread_mutex_lock(mutex)
            self.body = body
            waiting = 0..<count
            pthread_cond_broadcast(workHasCome)
            while !waiting.isEmpty { runNextPart() }
            while runningCount > 0 { pthread_cond_wait(workIsDone, mutex) }
            self.body = nil
            isTaken = false
            pthread_mutex_unlock(mutex)
        }
    }

    /// Takes the helpers for the caller; false where another has them.
    private func take() -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !isTaken else { return false }
        isTaken = true
        if !helpersHaveBegun { beginHelpers() }
        return true
    }

    /// Runs one part; called, and left, with the mutex held.
    private func runNextPart() {
        let part = waiting.lowerBound
        waiting = (part + 1)..<waiting.upperBound
        runningCount += 1
        do {
            // The copy is gone before the mutex is held again, and with it before the caller returns.
            let work = body
            pthread_mutex_unlock(mutex)
            work?(part)
            // A helper may wait for ever for its next part, with what this one left on its stack.
            kb_scrub()
        }
        pthread_mutex_lock(mutex)
        runningCount -= 1
        if runningCount == 0, waiting.isEmpty { pthread_cond_signal(workIsDone) }
    }

    /// Begins the threads, without signals: those are for the threads of the host program. A thread that the system
    /// refuses is one helper fewer.
    private func beginHelpers() {
        helpersHaveBegun = true
        var (all, previous) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        for _ in 0..<helperCount {
            var thread = pthread_t()
            let isRunning = pthread_create(
                &thread, nil,
                { _ in
                    WorkerPool.shared.help()
                    return nil
                }, nil)
            if isRunning == 0 { pthread_detach(thread) }
        }
    }

    /// The life of a helper.
    private func help() {
        pthread_mutex_lock(mutex)
        while true {
            while waiting.isEmpty { pthread_cond_wait(workHasCome, mutex) }
            runNextPart()
        }
    }
}

internal import Glibc

/// The right to change a store: one process has it at a time, and in that process one caller. Reading needs none.
///
/// It is `flock` on a file that each holder opens for himself, so that it excludes threads as it does processes. A child
/// forked meanwhile has the descriptor too; the lock is given back in so many words, which ends it for the child as well.
/// Only if the holder dies without that does such a child keep the lock, until it ends or starts another program.
struct StoreLock: ~Copyable {
    static let fileName = "lock"

    /// How long others are waited for, in seconds. An update takes as long as two calls of `fsync`.
    static let patience = 30

    private let file: Descriptor

    /// - Throws: ``StoreError/busy``, ``StoreError/denied`` for who may only read the store.
    init(_ directory: borrowing StoreDirectory, patience: Int = Self.patience) throws(ProviderError) {
        let deadline = Self.now() + patience * 1_000_000
        while true {
            let file = try directory.open(Self.fileName, O_RDWR | O_CREAT, mode: 0o600)
            try Self.acquire(file, until: deadline)
            // Somebody may have removed the file while it was waited for: then others lock another.
            if try file.status.st_nlink > 0 {
                self.file = file
                return
            }
        }
    }

    deinit { flock(file.number, LOCK_UN) }

    private static func acquire(_ file: borrowing Descriptor, until deadline: Int) throws(ProviderError) {
        let number = file.number
        while true {
            do throws(ProviderError) {
                try system { flock(number, LOCK_EX | LOCK_NB) }
                return
            } catch .store(.io(EWOULDBLOCK)) {
                guard now() < deadline else { throw .store(.busy) }
                // Not all at the same moments.
                usleep(.random(in: 200...2000))
            }
        }
    }

    /// Microseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
}

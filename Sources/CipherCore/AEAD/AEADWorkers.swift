/// One AEAD key for several threads: independent messages, such as the chunks of a file, go through as many ciphers as
/// the machine has cores.
///
/// It pays from about 1 MiB in all, 200 µs of work on one core.
public struct AEADWorkers: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): a worker is used by one thread at a time, and calls take exclusive access to all of them.
    private var workers: [Worker] = []
    private let original: AEADCipher

    /// - Throws: as ``AEADCipher/init(_:key:)``.
    public init(_ mode: AEADMode, key: RawSpan) throws(CipherError) {
        original = try AEADCipher(mode, key: key)
    }

    /// Calls `body` once with every number from 0 to `count - 1` and a cipher to use for it, in no order and from
    /// several threads where they are free; returns when all calls have returned.
    ///
    /// - Throws: what `body` threw for the lowest number that it threw for (some numbers above it are left out then);
    ///   ``CipherError/outOfMemory``.
    public mutating func perform(
        _ count: Int, _ body: @Sendable (inout AEADCipher, Int) throws(CipherError) -> Void
    ) throws(CipherError) {
        let workerCount = min(WorkerPool.shared.threadCount, count)
        while workers.count < workerCount { workers.append(Worker(try original.copy())) }
        let workers = workers
        WorkerPool.shared.perform(max(workerCount, 0)) { first in
            workers[first].run(stride(from: first, to: count, by: workerCount), body)
        }
        let failures = workers.prefix(max(workerCount, 0)).compactMap(\.failure)
        if let lowest = failures.min(by: { $0.number < $1.number }) { throw lowest.error }
    }

    private final class Worker {
        var cipher: AEADCipher
        /// What ended the last run, and at which number.
        var failure: (number: Int, error: CipherError)?

        init(_ cipher: consuming AEADCipher) { self.cipher = cipher }

        func run(
            _ numbers: StrideTo<Int>, _ body: (inout AEADCipher, Int) throws(CipherError) -> Void
        ) {
            failure = nil
            for number in numbers {
                do throws(CipherError) {
                    try body(&cipher, number)
                } catch {
                    failure = (number, error)
                    return
                }
            }
        }
    }
}

/// One AEAD key for several threads: a stream of independent messages, such as the chunks of a file, goes through as many
/// ciphers as the machine has cores.
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

    /// Makes ciphers for all threads that may work at once, or for `limit` of them, and returns how many these are.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public mutating func prepare(atMost limit: Int) throws(CipherError) -> Int {
        let workerCount = max(0, min(WorkerPool.shared.threadCount, limit))
        while workers.count < workerCount { workers.append(Worker(try original.copy())) }
        return workerCount
    }

    /// Puts a stream through, in batches: reading, work and writing overlap.
    ///
    /// Every closure is told which of `workerCount` workers calls it, from 0 on: each has room of its own for one batch. They
    /// are called from several threads; `take` by one at a time, and so is `give`.
    ///
    /// - Parameters:
    ///   - workerCount: what ``prepare(atMost:)`` returned.
    ///   - take: the next batch, nil after the last.
    ///   - work: makes something of a batch, with a cipher that it has to itself.
    ///   - give: is given these in the order in which the batches were taken, and none after one that failed.
    /// - Throws: what failed for the first of the batches that something failed for.
    public mutating func stream<Batch, Product, Failure: Error>(
        _ workerCount: Int, take: (Int) throws(Failure) -> Batch?,
        work: (inout AEADCipher, Int, Batch) throws(Failure) -> Product, give: (Int, Product) throws(Failure) -> Void
    ) throws(Failure) {
        let batches = OrderedBatches<Failure>()
        let workers = workers
        WorkerPool.shared.perform(workerCount) { number in
            batches.work(
                take: { () throws(Failure) in try take(number) },
                work: { (batch) throws(Failure) in try work(&workers[number].cipher, number, batch) },
                give: { (product) throws(Failure) in try give(number, product) })
        }
        if let failure = batches.failure { throw failure }
    }

    private final class Worker {
        var cipher: AEADCipher

        init(_ cipher: consuming AEADCipher) { self.cipher = cipher }
    }
}

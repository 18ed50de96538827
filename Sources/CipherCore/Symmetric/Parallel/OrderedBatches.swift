internal import Glibc

/// A stream in batches that several threads work on: taken one after another, given on in the order in which they were
/// taken. So reading, work and writing overlap.
///
/// Whoever has worked on a batch gives it on himself when its turn comes. No thread only reads or only writes, and a
/// single one does everything.
final class OrderedBatches<Failure: Error>: @unchecked Sendable {
    // SAFETY (Sendable): what changes belongs to whoever holds `taking`, or has the turn to give.
    private let taking = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let turns = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let turnHasPassed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private var takenCount = 0
    private var isOver = false
    /// Whose turn it is to give.
    private var turn = 0
    /// What failed for the batch that was taken first of those that something failed for.
    private(set) var failure: Failure?

    init() {
        pthread_mutex_init(taking, nil)
        pthread_mutex_init(turns, nil)
        pthread_cond_init(turnHasPassed, nil)
    }

    deinit {
        pthread_cond_destroy(turnHasPassed)
        pthread_mutex_destroy(turns)
        pthread_mutex_destroy(taking)
        turnHasPassed.deallocate()
        turns.deallocate()
        taking.deallocate()
    }

    /// What each thread does: takes batches, and works on them, until there are no more or something has failed.
    ///
    /// - Parameter take: the next batch, nil after the last. One thread at a time is in it, and one in `give`.
    func work<Batch, Product>(
        take: () throws(Failure) -> Batch?, work: (Batch) throws(Failure) -> Product,
        give: (Product) throws(Failure) -> Void
    ) {
        while let (number, batch) = next(take) {
            let product = Result { () throws(Failure) in try work(batch.get()) }
            waitForTurn(number)
            if failure == nil {
                do throws(Failure) {
                    try give(product.get())
                } catch {
                    failure = error
                    stop()
                }
            }
            passTurn()
        }
    }

    private func next<Batch>(_ take: () throws(Failure) -> Batch?) -> (number: Int, batch: Result<Batch, Failure>)? {
        pthread_mutex_lock(taking)
        defer { pthread_mutex_unlock(taking) }
        guard !isOver else { return nil }
        defer { takenCount += 1 }
        do throws(Failure) {
            if let batch = try take() { return (takenCount, .success(batch)) }
            isOver = true
            return nil
        } catch {
            isOver = true
            return (takenCount, .failure(error))
        }
    }

    private func stop() {
        pthread_mutex_lock(taking)
        isOver = true
        pthread_mutex_unlock(taking)
    }

    private func waitForTurn(_ number: Int) {
        pthread_mutex_lock(turns)
        while turn != number { pthread_cond_wait(turnHasPassed, turns) }
        pthread_mutex_unlock(turns)
    }

    private func passTurn() {
        pthread_mutex_lock(turns)
        turn += 1
        pthread_cond_broadcast(turnHasPassed)
        pthread_mutex_unlock(turns)
    }
}

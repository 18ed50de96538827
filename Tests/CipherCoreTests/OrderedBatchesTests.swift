import Testing

@testable import CipherCore

/// Batches of a stream: their order, and what is left of them after a failure.
struct OrderedBatchesTests {
    struct Failed: Error, Equatable { let batch: Int }

    /// Numbers from 0 on through two or more threads, of which some fail in a step.
    private func run(_ count: Int, failing: (step: Int, batches: Set<Int>) = (0, [])) throws -> (given: [Int], Failed?)
    {
        var workers = try AEADWorkers(.gcm, key: [UInt8](repeating: 1, count: 16).span.bytes)
        let workerCount = try workers.prepare(atMost: 8)
        var (taken, given) = (0, [Int]())
        let check = { (step: Int, batch: Int) throws(Failed) in
            if failing.step == step, failing.batches.contains(batch) { throw Failed(batch: batch) }
        }
        do throws(Failed) {
            try workers.stream(
                workerCount,
                take: { (_) throws(Failed) -> Int? in
                    try check(1, taken)
                    defer { taken += 1 }
                    return taken < count ? taken : nil
                },
                work: { (_, _, batch) throws(Failed) in
                    // Uneven work, so that batches would overtake each other.
                    for _ in 0..<(batch % 3 * 1000) { _ = [UInt8](repeating: 0, count: 16) }
                    try check(2, batch)
                    return batch
                },
                give: { (_, batch) throws(Failed) in
                    try check(3, batch)
                    given.append(batch)
                })
            return (given, nil)
        } catch {
            return (given, error)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 500]) func areGivenInTheOrderTheyWereTaken(count: Int) throws {
        let result = try run(count)
        #expect(result.given == Array(0..<count) && result.1 == nil)
    }

    /// The first failure is told, whatever fails after it, and nothing behind it is given.
    @Test(arguments: 1...3) func endAtTheFirstFailure(step: Int) throws {
        for first in [0, 1, 7, 100] {
            let result = try run(500, failing: (step, [first, first + 1, first + 30]))
            #expect(result.given == Array(0..<first) && result.1 == Failed(batch: first))
        }
    }
}

import CMallocCount

/// What one run says of a comparison at one length. In every round each contender works once, one after the other, so
/// that whatever else the machine does falls on all.
struct ComparisonMeasurement {
    /// A median, and the quarters of the values below and above which half of them lie.
    struct Spread {
        let low: Double
        let median: Double
        let high: Double

        init(_ values: [Double]) {
            let sorted = values.sorted()
            low = sorted[sorted.count / 4]
            median = sorted[sorted.count / 2]
            high = sorted[sorted.count - 1 - sorted.count / 4]
        }
    }

    /// Nanoseconds of one turn of ours.
    let ours: Spread
    /// Our speed over each peer's, round by round.
    let ratios: [Spread]
    /// What a turn of ours takes more than each peer's, in nanoseconds, round by round.
    let excesses: [Spread]
    /// Blocks allocated for one turn of ours.
    let allocations: Double

    init(_ comparison: Comparison, byteCount: Int, effort: ComparisonEffort) {
        let works = comparison.contenders.map { $0.prepare() }
        (ours, ratios, excesses, allocations) = UnsafeMutableRawBufferPointer.withMaterial(byteCount: byteCount) {
            buffer in
            let turns = works.map { Self.turns(of: $0, buffer, lasting: effort.sampleNanoseconds) }
            let rounds = (0..<effort.rounds).map { _ in
                zip(works, turns).map { work, turns in
                    Self.nanoseconds { work(buffer, turns) } / Double(turns)
                }
            }
            let before = malloc_count()
            works[0](buffer, turns[0])
            let allocations = Double(malloc_count() - before) / Double(turns[0])
            return (
                Spread(rounds.map { $0[0] }),
                works.indices.dropFirst().map { peer in Spread(rounds.map { $0[peer] / $0[0] }) },
                works.indices.dropFirst().map { peer in Spread(rounds.map { $0[0] - $0[peer] }) },
                allocations
            )
        }
    }

    /// So many turns that a sample lasts long enough; the first are not counted, as much is made when first needed.
    private static func turns(
        of work: Comparison.Work, _ buffer: UnsafeMutableRawBufferPointer, lasting goal: Double
    ) -> Int {
        work(buffer, 1)
        var turns = 1
        while nanoseconds({ work(buffer, turns) }) < goal { turns *= 2 }
        return turns
    }

    private static func nanoseconds(_ body: () -> Void) -> Double {
        let start = Measurement.now()
        body()
        return Measurement.now() - start
    }
}

/// How long to compare.
struct ComparisonEffort {
    let rounds: Int
    let sampleNanoseconds: Double

    static let full = ComparisonEffort(rounds: 15, sampleNanoseconds: 2e6)
    static let smoke = ComparisonEffort(rounds: 9, sampleNanoseconds: 1e5)
}

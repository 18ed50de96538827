import CMallocCount
import Glibc

/// What one run says of a benchmark: times are medians over samples that alternate with the peer's, so that whatever else
/// the machine does falls on both.
struct Measurement {
    let ours: Double
    let peer: Double
    /// Blocks allocated for one operation of ours.
    let allocations: Double

    var ratio: Double { ours / peer }

    init(_ benchmark: Benchmark, effort: Effort) {
        let turns = Self.turns(of: benchmark.ours, lasting: effort.sampleNanoseconds)
        let peerTurns = Self.turns(of: benchmark.peer, lasting: effort.sampleNanoseconds)
        var samples: [(ours: Double, peer: Double)] = []
        samples.reserveCapacity(effort.samples)
        for _ in 0..<effort.samples {
            samples.append(
                (
                    ours: Self.nanoseconds(benchmark.ours, turns) / Double(turns),
                    peer: Self.nanoseconds(benchmark.peer, peerTurns) / Double(peerTurns)
                ))
        }
        ours = Self.median(samples.map(\.ours))
        peer = Self.median(samples.map(\.peer))

        let before = malloc_count()
        _ = benchmark.ours(turns)
        allocations = Double(malloc_count() - before) / Double(turns)
    }

    /// So many turns that a sample lasts long enough for the clock.
    private static func turns(of body: (Int) -> UInt64, lasting goal: Double) -> Int {
        keep(body(1))  // What is made on first use is made now.
        var turns = 1
        while nanoseconds(body, turns) < goal { turns *= 2 }
        return turns
    }

    private static func nanoseconds(_ body: (Int) -> UInt64, _ turns: Int) -> Double {
        let start = now()
        keep(body(turns))
        return now() - start
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// How long to measure: many short samples, for a short one is over before the machine does something else.
struct Effort {
    let samples: Int
    let sampleNanoseconds: Double

    static let full = Effort(samples: 1001, sampleNanoseconds: 1e5)
    static let smoke = Effort(samples: 21, sampleNanoseconds: 5e4)
}

/// Makes the optimizer believe that somebody reads `checksum`.
@inline(never)
func keep(_ checksum: UInt64) {}

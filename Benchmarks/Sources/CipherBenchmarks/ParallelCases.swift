import BenchmarkRunner
import CCores

/// One call with long data, over every core and on one: what the lengths in `ParallelEngine` are chosen by.
let parallelComparisons = cipherCases.filter { test in
    test.algorithm == .aes256 && ["ecb-enc", "cbc-dec", "ctr", "cfb8-dec"].contains { test.name.hasSuffix($0) }
        || ["3des-ecb-enc", "3des-cbc-dec", "rc2-128-cbc-dec", "des-cbc-dec"].contains(test.name)
}.map { test in
    Comparison(
        test.name + "-all-cores",
        byteCounts: [1 << 15, 1 << 16, 1 << 18, 1 << 20] + (test.slowness == .quick ? [1 << 22, 1 << 24] : []),
        allowedAllocations: 1,
        [
            Comparison.Contender("ours") {
                let work = test.ours.prepare()
                return { buffer, turns in
                    use_cores(false)
                    work(buffer, turns)
                }
            },
            Comparison.Contender("one core") {
                let work = test.ours.prepare()
                return { buffer, turns in
                    use_cores(true)
                    work(buffer, turns)
                }
            },
        ])
}

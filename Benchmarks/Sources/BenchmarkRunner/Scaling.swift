import CCores

/// A piece of work for 1, 2, 8 and 64 threads at once.
public struct Scaling: Sendable {
    /// Such as `rsa-2048-private, one key`.
    public let name: String
    /// The length of each thread's buffer.
    public let byteCount: Int
    /// What one thread needs, made ready.
    public let prepare: @Sendable () -> Comparison.Work

    /// A piece of work of that name.
    public init(_ name: String, byteCount: Int = 0, prepare: @escaping @Sendable () -> Comparison.Work) {
        self.name = name
        self.byteCount = byteCount
        self.prepare = prepare
    }

    /// The numbers of threads.
    fileprivate static let threadCounts = [1, 2, 8, 64]
}

/// Runs pieces of work on several threads and prints how much faster or slower they get.
public enum ScalingReport {
    /// Measures everything and prints it under `title`.
    public static func run(_ scalings: [Scaling], isSmoke: Bool, filter: String?, title: String) {
        let scalings = scalings.filter { $0.name.contains(filter ?? "") }
        guard !scalings.isEmpty else { return }
        use_cores(false)
        if isSmoke {
            // To see that it works; what there is to be measured takes its time.
            for scaling in scalings {
                _ = Threads.nanoseconds(8) { _ in
                    UnsafeMutableRawBufferPointer.withMaterial(byteCount: scaling.byteCount) {
                        scaling.prepare()($0, 1)
                    }
                }
            }
            return
        }
        print("\n### \(title)\n")
        print("|  | µs, 1 thread | 2 threads / 1 | 8 threads / 2 | 64 threads / 2 |")
        print("| --- | --: | --: | --: | --: |")
        for scaling in scalings {
            let times = measure(scaling, rounds: 9, nanoseconds: 6e7)
            let alone = ComparisonMeasurement.Spread(times.map { $0[0] })
            let ratios = [(0, 1), (1, 2), (1, 3)].map { slow, quick in
                ComparisonMeasurement.Spread(times.map { $0[slow] / $0[quick] }).text
            }
            print("| \(scaling.name) | \(Runner.rounded(alone.median / 1000)) | \(ratios.joined(separator: " | ")) |")
        }
    }

    /// Nanoseconds a turn, wall-clock, round by round and by number of threads; the turns are shared out to them.
    private static func measure(_ scaling: Scaling, rounds: Int, nanoseconds: Double) -> [[Double]] {
        let most = Scaling.threadCounts.max() ?? 1
        let works = (0..<most).map { _ in scaling.prepare() }
        let buffers = (0..<most).map { _ in
            UnsafeMutableRawBufferPointer.allocate(byteCount: scaling.byteCount, alignment: 4096)
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        for (work, buffer) in zip(works, buffers) {
            buffer.initializeMemory(as: UInt8.self, repeating: 0)
            work(buffer, 1)
        }
        var turns = most
        while Threads.nanoseconds(1, { _ in works[0](buffers[0], turns) }) < nanoseconds { turns *= 2 }
        return (0..<rounds).map { _ in
            Scaling.threadCounts.map { count in
                Threads.nanoseconds(count) { works[$0](buffers[$0], turns / count) } / Double(turns)
            }
        }
    }
}

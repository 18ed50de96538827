import CCores

/// Runs comparisons on one core and prints them as tables.
public struct ComparisonReport {
    private let effort: ComparisonEffort
    private let longestByteCount: Int
    private let filter: String
    /// What is wrong: allocations where there must be none, and where we have less of a peer's speed than noise explains.
    public private(set) var failures: [String] = []

    /// - Parameters:
    ///   - isSmoke: a second or two, without buffers that are long.
    ///   - filter: only comparisons with that in their names.
    public init(isSmoke: Bool, filter: String?) {
        effort = isSmoke ? .smoke : .full
        longestByteCount = isSmoke ? 4096 : Int.max
        self.filter = filter ?? ""
    }

    /// A table of our speed in MB/s, and then, peer by peer, one of our speed over theirs: a row a comparison, a column
    /// a length.
    public mutating func printByLength(_ comparisons: [Comparison], title: String) {
        let measured = measure(comparisons)
        let byteCounts = Set(measured.flatMap { $0.1.keys }).sorted()
        guard !byteCounts.isEmpty else { return }
        let header = [""] + byteCounts.map(Self.size)
        Self.printTable(
            title + ", MB/s", header,
            measured.map { comparison, results in
                [comparison.name] + byteCounts.map { count in results[count].map { Self.speed($0, count) } ?? "" }
            })
        let peers = comparisons.map { $0.contenders.dropFirst().map(\.name) }.max { $0.count < $1.count } ?? []
        for peer in peers {
            let rows = measured.compactMap { comparison, results -> [String]? in
                guard let place = comparison.peers.firstIndex(of: peer) else { return nil }
                return [comparison.name] + byteCounts.map { results[$0]?.ratios[place].text ?? "" }
            }
            Self.printTable(title + ", × \(peer)", header, rows)
        }
    }

    /// One table of comparisons that have one length: our time, and our speed over each peer's.
    public mutating func printOnePerRow(_ comparisons: [Comparison], title: String) {
        let measured = measure(comparisons)
        guard let peers = measured.first?.0.peers else { return }
        Self.printTable(
            title, ["", "µs"] + peers.map { "× " + $0 } + ["mallocs"],
            measured.flatMap { comparison, results in
                results.values.map { result in
                    [comparison.name, Runner.rounded(result.ours.median / 1000)] + result.ratios.map(\.text)
                        + [Runner.rounded(result.allocations)]
                }
            })
    }

    /// One table of comparisons with one peer each: how often a second we do it, how long it takes, how much longer than
    /// the peer, and our speed over the peer's.
    public mutating func printCosts(_ comparisons: [Comparison], title: String) {
        let measured = measure(comparisons)
        guard let peer = measured.first?.0.peers.first else { return }
        Self.printTable(
            title, ["", "bytes", "a second", "ns", "ns more than \(peer)", "× \(peer)", "mallocs"],
            measured.flatMap { comparison, results in
                results.sorted { $0.key < $1.key }.map { byteCount, result in
                    [
                        comparison.name, "\(byteCount)", "\(Int(1e9 / result.ours.median))",
                        "\(Int(result.ours.median.rounded()))", result.excesses[0].wholeText, result.ratios[0].text,
                        Runner.rounded(result.allocations),
                    ]
                }
            })
    }

    private mutating func measure(_ comparisons: [Comparison]) -> [(Comparison, [Int: ComparisonMeasurement])] {
        use_cores(true)
        defer { use_cores(false) }
        return comparisons.filter { $0.name.contains(filter) }.map { comparison in
            var results: [Int: ComparisonMeasurement] = [:]
            for byteCount in comparison.byteCounts where byteCount <= longestByteCount {
                if comparison.isDeterministic, byteCount <= 4096 { Self.agree(comparison, byteCount) }
                let result = ComparisonMeasurement(comparison, byteCount: byteCount, effort: effort)
                results[byteCount] = result
                let what = "\(comparison.name), \(byteCount) bytes: "
                for (peer, ratio) in zip(comparison.peers, result.ratios) where ratio.median < comparison.leastRatio {
                    failures.append(what + "\(ratio.text) of \(peer)'s speed")
                }
                if result.allocations > comparison.allowedAllocations {
                    failures.append(what + "\(result.allocations) allocations a turn")
                }
            }
            return (comparison, results)
        }
    }

    /// Ends the process where two contenders leave different buffers.
    private static func agree(_ comparison: Comparison, _ byteCount: Int) {
        let results = comparison.contenders.map { contender in
            UnsafeMutableRawBufferPointer.withMaterial(byteCount: byteCount) { buffer in
                contender.prepare()(buffer, 1)
                return Array(buffer)
            }
        }
        for (contender, result) in zip(comparison.contenders, results) where result != results[0] {
            fatalError("\(comparison.name), \(byteCount) bytes: \(contender.name) has another result")
        }
    }

    private static func printTable(_ title: String, _ header: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        print("\n### \(title)\n")
        let rule = ["---"] + header.dropFirst().map { _ in "--:" }
        for line in [header, rule] + rows { print("| " + line.joined(separator: " | ") + " |") }
    }

    private static func size(_ byteCount: Int) -> String {
        switch byteCount {
        case (1 << 20)...: "\(byteCount >> 20) MiB"
        case 1024...: "\(byteCount >> 10) KiB"
        default: "\(byteCount) B"
        }
    }

    private static func speed(_ measurement: ComparisonMeasurement, _ byteCount: Int) -> String {
        let speed = Double(byteCount) * 1000 / measurement.ours.median
        return speed < 10 ? Runner.rounded(speed) : "\(Int(speed.rounded()))"
    }
}

extension Comparison {
    fileprivate var peers: [String] { contenders.dropFirst().map(\.name) }
}

extension ComparisonMeasurement.Spread {
    /// Such as `0.99 (0.97–1.01)`.
    var text: String { "\(Runner.rounded(median)) (\(Runner.rounded(low))–\(Runner.rounded(high)))" }

    /// Such as `12 (10…15)`.
    var wholeText: String { "\(Int(median.rounded())) (\(Int(low.rounded()))…\(Int(high.rounded())))" }
}

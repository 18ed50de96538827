import Glibc

/// Runs benchmarks as the command line asks, and prints a table.
public enum Runner {
    /// Runs `benchmarks` and does not return. `title` stands above their table.
    ///
    /// - `--smoke`: as short as can be; for CI.
    /// - `--case NAME --iterations N [--peer]`: nothing but N turns of one side, for a profiler.
    ///
    /// The status is 1 where something allocates, or takes more times the peer's time than its limit.
    public static func run(_ benchmarks: [Benchmark], title: String) -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let name = value(of: "--case", in: arguments) {
            guard let benchmark = benchmarks.first(where: { $0.name == name }),
                let turns = value(of: "--iterations", in: arguments).flatMap(Int.init), turns > 0
            else { usage(benchmarks) }
            keep(arguments.contains("--peer") ? benchmark.peer(turns) : benchmark.ours(turns))
            exit(0)
        }
        guard arguments.isEmpty || arguments == ["--smoke"] else { usage(benchmarks) }
        print(title + "\n")
        exit(report(benchmarks, arguments.isEmpty ? .full : .smoke))
    }

    private static func report(_ benchmarks: [Benchmark], _ effort: Effort) -> Int32 {
        print(row("case", "ours", "peer", "ratio", "mallocs/op"))
        print(row("---", "--:", "--:", "--:", "--:"))
        var failures: [String] = []
        for benchmark in benchmarks {
            let measured = Measurement(benchmark, effort: effort)
            print(
                row(
                    benchmark.name, "\(rounded(measured.ours)) ns", "\(rounded(measured.peer)) ns",
                    ratio(measured.ratio), "\(rounded(measured.allocations))"))
            if measured.allocations > 0 { failures.append("\(benchmark.name) allocates") }
            if measured.ratio > benchmark.limit {
                failures.append("\(benchmark.name) takes more than \(benchmark.limit) times the peer's time")
            }
        }
        for failure in failures { complain(failure) }
        return failures.isEmpty ? 0 : 1
    }

    private static func row(_ cells: String...) -> String {
        let widths = [26, 10, 10, 7, 10]
        let padded = zip(cells, widths).map { cell, width in
            let blanks = String(repeating: " ", count: max(0, width - cell.count))
            return width == widths[0] ? cell + blanks : blanks + cell
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }

    /// A small one by how many times the peer takes.
    private static func ratio(_ number: Double) -> String {
        number < 0.1 ? "1/\(Int((1 / number).rounded()))" : rounded(number)
    }

    /// Two digits behind the point.
    static func rounded(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    private static func value(of option: String, in arguments: [String]) -> String? {
        guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else { return nil }
        return arguments[place + 1]
    }

    private static func usage(_ benchmarks: [Benchmark]) -> Never {
        complain("usage: [--smoke | --case NAME --iterations N [--peer]]")
        complain("cases: " + benchmarks.map(\.name).joined(separator: " "))
        exit(64)
    }

    static func complain(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// Every case, and what came of it.
///
/// A case over the limit is measured once more, with new inputs and nothing kept of the first time, and fails when it is
/// over the limit again. Both figures are printed. Chance alone then fails a case with probability 2·10⁻⁸; what it costs
/// is that a leak so small that it shows in one of two runs may pass in one of four: more traces are the remedy, not more
/// tries.
enum TimingRun {
    /// - Returns: whether all cases are even and all leaky ones found out.
    static func run(traceCount: Int, only filter: String?) throws -> Bool {
        var isGood = true
        for subject in try TimingCases.all() where filter.map({ subject.name.contains($0) }) ?? true {
            var outcomes = [try TimingTest.run(subject, traceCount: traceCount)]
            if !subject.isLeaky, let first = outcomes.first, !first.isEven {
                outcomes.append(try TimingTest.run(subject, traceCount: traceCount))
            }
            let passes = outcomes.contains(where: \.isEven) != subject.isLeaky
            isGood = isGood && passes
            let figures = outcomes.map {
                "t \(tenths($0.t)) (\(tenths($0.difference)) of \(Int($0.mean)) cycles, \($0.traceCount) traces)"
            }
            print("\(passes ? "ok  " : "FAIL") \(subject.name): \(figures.joined(separator: ", then "))")
        }
        return isGood
    }

    private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}

/// A test after dudect (Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", 2017).
///
/// Inputs of both classes come in random order, so that whatever else the machine does hits both alike. The slowest
/// traces, which are interruptions, are cropped at several percentiles of the first batch, both classes at the same
/// number of cycles, and each crop is a test of its own; the largest |t| counts.
struct TimingTest {
    /// Above it the two classes differ. Without a leak that comes up with probability 6.8·10⁻⁶ a crop, 1.5·10⁻⁴ a case at
    /// most.
    static let limit = 4.5
    private static let batchCount = 4096
    private static let percentiles = Array(stride(from: 0.10, to: 0.96, by: 0.05)) + [0.97, 0.99, 0.999, 1]

    struct Outcome {
        /// The t of the crop where it is furthest from 0.
        let t: Double
        /// The difference of the means there, in cycles.
        let difference: Double
        /// What the operation takes, in cycles.
        let mean: Double
        let traceCount: Int
        var isEven: Bool { abs(t) < TimingTest.limit }
    }

    private let subject: TimingCase
    private var random = SystemRandomNumberGenerator()
    private var inputs: [UInt8]
    private var classes = [Bool](repeating: false, count: batchCount)
    private var cycles = [UInt64](repeating: 0, count: batchCount)

    private init(_ subject: TimingCase) {
        self.subject = subject
        inputs = [UInt8](repeating: 0, count: Self.batchCount * subject.inputByteCount)
    }

    static func run(_ subject: TimingCase, traceCount: Int) throws -> Outcome {
        var test = TimingTest(subject)
        let batches = (traceCount + batchCount - 1) / batchCount
        // The first batch warms up, and says where to crop.
        try test.measureBatch()
        let sorted = test.cycles.sorted()
        let limits = percentiles.map { $0 == 1 ? UInt64.max : sorted[Int($0 * Double(batchCount - 1))] }
        var crops = [WelchTest](repeating: WelchTest(), count: limits.count)
        for _ in 0..<batches {
            try test.measureBatch()
            for (isSecond, cycles) in zip(test.classes, test.cycles) {
                for (index, limit) in limits.enumerated() where cycles <= limit {
                    crops[index].add(Double(cycles), isSecondClass: isSecond)
                }
            }
        }
        let worst = crops.max { abs($0.t) < abs($1.t) } ?? WelchTest()
        return Outcome(t: worst.t, difference: worst.difference, mean: worst.mean, traceCount: batches * batchCount)
    }

    /// Makes all inputs first: the same memory and the same work for both classes.
    private mutating func measureBatch() throws {
        let count = subject.inputByteCount
        for index in classes.indices { classes[index] = Bool.random(using: &random) }
        try inputs.withUnsafeMutableBytes { inputs in
            inputs.fillRandomly(using: &random)
            for (index, isSecond) in classes.enumerated() {
                subject.shape(
                    isSecond, UnsafeMutableRawBufferPointer(rebasing: inputs[index * count..<(index + 1) * count]))
            }
            for index in classes.indices {
                cycles[index] = try subject.measure(
                    UnsafeRawBufferPointer(rebasing: inputs[index * count..<(index + 1) * count]))
            }
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Fills with bytes that need not be secret.
    fileprivate func fillRandomly(using random: inout SystemRandomNumberGenerator) {
        // Splitmix64, with a seed from the system: a million inputs' worth of system calls would take longer than the test.
        var state = random.next()
        for offset in stride(from: 0, to: count, by: 8) {
            state &+= 0x9e37_79b9_7f4a_7c15
            var word = state
            word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
            word ^= word >> 31
            withUnsafeBytes(of: word) { word in
                UnsafeMutableRawBufferPointer(rebasing: self[offset...]).copyBytes(from: word.prefix(count - offset))
            }
        }
    }
}

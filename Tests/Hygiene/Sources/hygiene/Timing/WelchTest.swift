/// Welch's t-test between two classes of measurements, computed as they come.
struct WelchTest {
    private struct Sample {
        var count = 0.0
        var mean = 0.0
        var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            let difference = value - mean
            mean += difference / count
            squares += difference * (value - mean)
        }

        var varianceOfMean: Double { squares / (count - 1) / count }
    }

    private var samples = (Sample(), Sample())

    mutating func add(_ value: Double, isSecondClass: Bool) {
        if isSecondClass { samples.1.add(value) } else { samples.0.add(value) }
    }

    /// The difference of the means in standard errors; 0 with too little to tell.
    var t: Double {
        let error = (samples.0.varianceOfMean + samples.1.varianceOfMean).squareRoot()
        guard min(samples.0.count, samples.1.count) > 1, error > 0 else { return 0 }
        return (samples.0.mean - samples.1.mean) / error
    }

    /// The mean of the first class.
    var mean: Double { samples.0.mean }

    /// The difference of the means, in the unit of the measurements.
    var difference: Double { samples.0.mean - samples.1.mean }
}

import Foundation

/// Cases of one kind.
struct Section: Sendable {
    let name: String
    /// How many cases a round has: enough that every combination comes up in each.
    let caseCount: Int
    /// Draws an input and throws ``Disagreement`` where the two sides differ. The case's number is for what should come
    /// up in every round.
    let check: @Sendable (inout Draw, Int) throws -> Void

    /// Runs all cases and returns how many disagreed.
    func run(_ options: Options) -> Int {
        let begin = ContinuousClock.now
        var disagreements = 0
        for index in 0..<caseCount * options.rounds {
            var draw = Draw(seed: options.seed, section: name, case: index)
            do {
                try check(&draw, index % caseCount)
            } catch {
                disagreements += 1
                complain("seed \(options.seed), \(name), case \(index): \(error)")
            }
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        say("\(name): \(caseCount * options.rounds) cases, \(disagreements) disagreements, \(Int(seconds + 0.5)) s")
        return disagreements
    }
}

/// What the two sides differ in, with all that it takes to make a test of it.
struct Disagreement: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Throws unless both sides gave the same.
func agree(_ ours: [UInt8], _ theirs: [UInt8], _ what: @autoclosure () -> String) throws {
    guard ours != theirs else { return }
    let differing = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    throw Disagreement(
        "\(what()): \(ours.count) and \(theirs.count) bytes, differing from byte \(differing.map(String.init) ?? "the end"): "
            + "ours \(hex(ours)), OpenSSL's \(hex(theirs))")
}

/// Throws unless the condition holds.
func demand(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Disagreement(what()) }
}

/// Hexadecimal, cut where it would fill the screen.
func hex(_ bytes: some Collection<UInt8>) -> String {
    bytes.prefix(600).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + (bytes.count > 600 ? "…" : "")
}

/// A line of the run's account, at once: `print` would hold it back until the end when the output is a pipe.
func say(_ text: String) {
    FileHandle.standardOutput.write(Data("\(text)\n".utf8))
}

func complain(_ text: String) {
    FileHandle.standardError.write(Data("crosscheck: \(text)\n".utf8))
}

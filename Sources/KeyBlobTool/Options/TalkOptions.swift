internal import ArgumentParser

/// How much is said on standard error.
struct TalkOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say nothing but errors: no notes, no progress.")
    var quiet = false

    func note(_ line: @autoclosure () -> String) {
        if !quiet { Talk.note(line()) }
    }

    /// Says what is weak about the work at hand, nils left out; working with what exists is never refused for it.
    func noteWeak(_ weaknesses: String?...) {
        let weak = weaknesses.compactMap { $0 }
        if !weak.isEmpty { note("weak: \(weak.joined(separator: ", "))") }
    }
}

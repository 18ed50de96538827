import Foundation

/// Checks `keyblob` against Wine's CSP in both directions: exit 0 when every cell of every table came out as due.
@main
struct Interop {
    static func main() {
        signal(SIGPIPE, SIG_IGN)  // an oracle that died is an error of ours to report, not our end
        do {
            exit(try run(Options(Array(CommandLine.arguments.dropFirst()))) ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("interop: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ options: Options) throws -> Bool {
        let bench = try Workbench(options)
        defer { bench.wine.finish() }
        say("keyblob against \(try bench.wine.implementation())")

        var tally = Tally()
        var pairs = KeyPairs()
        pairs.make(on: bench, &tally)
        OursToWine(bench: bench, pairs: pairs.ours).run(&tally)
        WineToOurs(bench: bench, pairs: pairs.wines).run(&tally)
        WrongKeys(bench: bench, ours: pairs.ours, wines: pairs.wines).run(&tally)
        Derivation(bench: bench).run(&tally)
        try SealedFiles(bench: bench, pair: pairs.wines.pair(2048), stranger: pairs.ours.pair(2048)).run(&tally)
        try OwnFormats(bench: bench, ours: pairs.ours, wines: pairs.wines).run(&tally)
        say("\(tally.passed) passed, \(tally.failed) failed")
        return tally.failed == 0
    }
}

import Glibc

func complain(_ line: String) { _ = (line + "\n").withCString { write(STDERR_FILENO, $0, strlen($0)) } }

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "memory":
        exit(try MemoryScan.run(Array(arguments.dropFirst())) ? EXIT_SUCCESS : EXIT_FAILURE)
    case "subject":
        guard let scenario = arguments.dropFirst().first.flatMap(Scenario.init) else { exit(EX_USAGE) }
        try scenario.run(Witness())
    case "timing":
        guard let count = arguments.dropFirst().first.flatMap({ Int($0) }), count > 0 else { exit(EX_USAGE) }
        let filter = arguments.dropFirst(2).first
        exit(try TimingRun.run(traceCount: count, only: filter) ? EXIT_SUCCESS : EXIT_FAILURE)
    case "memcheck":
        exit(try MemcheckRun.run() ? EXIT_SUCCESS : EXIT_FAILURE)
    case "fork":
        exit(try ForkRun.run() ? EXIT_SUCCESS : EXIT_FAILURE)
    default:
        complain("usage: hygiene memory [SCENARIO...] | timing TRACES [NAME] | memcheck | fork")
        exit(EX_USAGE)
    }
} catch {
    complain("hygiene: \(error)")
    exit(EXIT_FAILURE)
}

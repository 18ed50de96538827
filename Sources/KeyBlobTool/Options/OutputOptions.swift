internal import ArgumentParser

/// Where the result goes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write to this file instead of standard output; `-` is standard output even if that is a terminal.",
            valueName: "file"))
    var output: FileArgument?

    @Flag(help: "Replace the output file if it exists.")
    var force = false

    /// Opens the output.
    func open(_ exposure: OutputFile.Exposure) throws(Failure) -> OutputFile {
        try OutputFile(output, replacing: force, exposure)
    }
}

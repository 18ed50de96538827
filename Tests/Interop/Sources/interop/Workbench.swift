import Foundation

/// What every section works with: the tool, Wine's CSP, the sample program, and the folder of their files.
struct Workbench {
    let keyblob: Program
    let capiFile: Program
    let wine: Oracle
    let scratch: Scratch

    init(_ options: Options) throws {
        scratch = try Scratch(folder: options.scratch)
        keyblob = Program(name: "keyblob", executable: options.keyblob, leadingArguments: [], scratch: scratch)
        let sample = options.programs.appending(path: "capi-file.exe")
        capiFile = Program(
            name: "capi-file", executable: options.runner, leadingArguments: [sample.path], scratch: scratch)
        wine = Oracle(runner: options.runner, program: options.programs.appending(path: "capi-oracle.exe"))
    }

    /// Runs the tool with `-o` and a fresh name, and gives that name back.
    func output(_ stem: String, of arguments: [String]) throws -> String {
        let name = scratch.fresh(stem)
        try keyblob.run(arguments + ["-o", name])
        return name
    }

    /// Demands that the tool refuses and leaves no output.
    func refusal(of arguments: [String]) throws {
        let name = scratch.fresh("refused")
        try keyblob.refuse(arguments + ["-o", name], output: name)
    }

    /// A session key made by the tool, as a PLAINTEXTKEYBLOB.
    func sessionKey(_ algorithm: SessionAlgorithm) throws -> String {
        try output(algorithm.name, of: ["generate", "session", "--algorithm", algorithm.name, "--allow-weak"])
    }
}

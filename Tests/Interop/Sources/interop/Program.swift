import Foundation

/// A command-line program under test: ours, or one of Wine's by way of the script that starts Wine.
struct Program {
    let name: String
    let executable: URL
    let leadingArguments: [String]
    let scratch: Scratch

    /// Runs the program and demands success.
    func run(_ arguments: [String]) throws {
        let ending = try launch(arguments)
        try require(ending.status == 0, "\(ending.command): exit \(ending.status): \(ending.errorText)")
    }

    /// Demands a clean refusal: nonzero exit, one line of complaint, no output file left behind.
    func refuse(_ arguments: [String], output: String) throws {
        let ending = try launch(arguments)
        try require(ending.status != 0, "\(ending.command): accepted")
        try require(ending.complaints.count == 1, "\(ending.command): not one line but: \(ending.errorText)")
        try require(!scratch.exists(output), "\(ending.command): refused, but left its output file behind")
    }

    private func launch(_ arguments: [String]) throws -> Ending {
        let process = Process()
        let errors = Pipe()
        process.executableURL = executable
        process.arguments = leadingArguments + arguments
        process.currentDirectoryURL = scratch.folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let command = ([name] + arguments).joined(separator: " ")
        try require(process.terminationReason == .exit, "\(command): crashed, signal \(process.terminationStatus)")
        return Ending(
            command: command, status: process.terminationStatus, errorText: String(decoding: text, as: UTF8.self))
    }

    private struct Ending {
        let command: String
        let status: Int32
        let errorText: String

        /// The lines on standard error, less the remarks about weak keys.
        var complaints: [Substring] {
            errorText.split(separator: "\n").filter { !$0.contains("warning:") && !$0.contains("note:") }
        }
    }
}

import Foundation

/// Wine's CSP at the other end of a pipe: `capi-oracle import` reads one command a line and answers with one JSON object.
/// One process serves the whole run; one that died is started again for the next command.
final class Oracle {
    /// An answer's fields, as far as this driver asks for them.
    struct Answer: Decodable {
        let ok: Bool
        let call: String?
        let err: String?
        let message: String?
        let blob: String?
        let data: String?
        let implementation: String?
    }

    private let start: () throws -> Conversation
    private var conversation: Conversation?

    init(runner: URL, program: URL) {
        start = { try Conversation(runner: runner, arguments: [program.path, "import"]) }
    }

    /// Sends a command; throws `WineRefusal` where Wine says no.
    @discardableResult
    func ask(_ command: String) throws -> Answer {
        let current = try conversation ?? start()
        conversation = current
        guard let line = try? current.exchange(command) else {
            conversation = nil
            throw Failure("the oracle died at: \(command.prefix(60))")
        }
        let answer = try JSONDecoder().decode(Answer.self, from: line)
        if answer.ok { return answer }
        guard let code = answer.err else {
            throw Failure("the oracle did not understand: \(command.prefix(60)): \(answer.message ?? "")")
        }
        throw WineRefusal(call: answer.call ?? "?", code: code)
    }

    /// Name and version of what answers here, such as `wine-8.0`.
    func implementation() throws -> String {
        try ask("version").implementation ?? "an unknown implementation"
    }

    /// Ends the process in an orderly way.
    func finish() {
        conversation?.close()
        conversation = nil
    }
}

/// A running oracle and its two pipes.
private final class Conversation {
    private struct Ended: Error {}

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending = Data()

    init(runner: URL, arguments: [String]) throws {
        process.executableURL = runner
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func exchange(_ command: String) throws -> Data {
        try input.fileHandleForWriting.write(contentsOf: Data((command + "\n").utf8))
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = pending[..<end]
                pending = Data(pending[(end + 1)...])
                return Data(line)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Ended() }
            pending += more
        }
    }

    func close() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

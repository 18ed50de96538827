internal import ArgumentParser
internal import Glibc

/// The root of the command line.
@main
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyblob",
        abstract: "Reads, makes and uses Windows CryptoAPI key BLOBs, and the files that CryptoAPI programs encrypt.",
        discussion: """
            Keys and BLOBs may be binary or text (hex, hex dump, base64, PEM, C source, .reg); data is taken as it \
            is. `-` is standard input.

            Exit codes: 0 all done; 1 invalid input; 2 wrong key or password, or damage that only the key can tell; \
            3 refused (too weak, a signature key, no room under the modulus); 4 reading or writing failed; 5 what is named \
            is not there (a file, a container, a key pair, a record); 6 what is to be made is there already; 64 usage. \
            Of several inputs, the greatest counts. When nobody reads its output any more, the tool ends by SIGPIPE, \
            which shells call 141, and says nothing.
            """,
        version: "0.1.0",
        subcommands: [
            Inspect.self, Generate.self, Wrap.self, Unwrap.self, Encrypt.self, Decrypt.self, Derive.self, Seal.self,
            Open.self, Rewrap.self, Container.self, Authority.self,
            MessageCommand.self, Handshake.self, Keys.self,
        ])

    static func main() {
        Signals.install()
        StandardStreams.secure()
        let status = run(RawArguments.escaped)
        if status == .brokenPipe { Signals.endOfBrokenPipe() }
        Glibc.exit(status.rawValue)
    }

    /// Runs one command line and says on standard error what went wrong.
    private static func run(_ arguments: [String]) -> ExitStatus {
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            return .done
        } catch let failure as Failure {
            return failure.say()
        } catch let status as ExitStatus {
            return status
        } catch {
            return explain(error)
        }
    }

    /// What the argument parser throws: help and version, which are no errors, and misuse, which gets the usage too.
    private static func explain(_ error: any Error) -> ExitStatus {
        let whole = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            print(whole)
            return .done
        }
        var line = message(for: error).prefix { !$0.isNewline }
        if line.hasSuffix(".") { line.removeLast() }
        Talk.error(line.prefix(1).lowercased() + line.dropFirst())
        // The rest: the legal values where there is a list of them, and the usage.
        Talk.say(whole.drop { !$0.isNewline }.dropFirst() + "\n")
        return .usage
    }
}

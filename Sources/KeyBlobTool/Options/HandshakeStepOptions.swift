internal import ArgumentParser
internal import CipherCore
internal import Glibc
internal import KeyProvider
internal import KeyTransfer
internal import KeyTransferSQLite

/// One of a side's two runs over files: its pair, and the file in which it waits between them.
struct HandshakeStepOptions: ParsableArguments {
    /// Two messages, two BLOBs and a signature have room.
    private static let longest = 1 << 16

    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The file in which this side waits for the next message: made by one step, and taken away by the next.",
            valueName: "file"))
    var file: FileArgument

    @OptionGroup var stateGuard: StateGuardOptions
    @OptionGroup var own: OwnPairOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if file.isStandardStream { throw ValidationError("--state is a file") }
    }

    func checkStandardInput(_ more: FileArgument...) throws { try FileArgument.checkStandardInput(own.files + more) }

    func openGuard() throws(Failure) -> SQLiteReplayGuard {
        try stateGuard.open(talk, noteIfNew: "which states were used before is not known")
    }

    /// Ends a side's first run: writes its message and the state that waits for the answer, both or none.
    func suspend<Side: WaitingSide & ~Copyable>(
        _ side: consuming Side, of pair: borrowing KeyPair, _ serials: SQLiteReplayGuard, _ output: OutputOptions
    ) throws(Failure) {
        let message = side.message
        let state: [UInt8]
        do throws(TransferError) { state = try side.suspend(with: pair, serials) } catch {
            throw Failure(error, "state")
        }
        var messageFile = try output.open(.open)
        var stateFile = try OutputFile(file, replacing: false, .secret)
        try messageFile.write(message.span.bytes)
        try stateFile.write(state.span.bytes)
        try OutputFile.commit(stateFile, messageFile)
    }

    /// Begins its second run: uses the state up, and takes its file away, before anything is made of the next message.
    func resume<Side: WaitingSide & ~Copyable>(
        _ pair: borrowing KeyPair, _ memory: SQLiteReplayGuard
    ) throws(Failure) -> Side {
        var input = try InputFile(file)
        let state = try input.readSecret(limit: Self.longest)
        let side: Side
        do throws(TransferError) { side = try Side(resuming: state.bytes, with: pair, memory) } catch {
            throw Failure(error, file.text)
        }
        guard unlink(file.path) == 0 else { throw Failure(errno: errno, file.text) }
        return side
    }
}

/// Either side between its two runs.
protocol WaitingSide: ~Copyable {
    /// What it has sent.
    var message: [UInt8] { get }

    consuming func suspend(with pair: borrowing KeyPair, _ serials: some SerialSource) throws(TransferError) -> [UInt8]

    init(resuming state: RawSpan, with pair: borrowing KeyPair, _ replayGuard: some ReplayGuard) throws(TransferError)
}

extension HandshakeSender: WaitingSide {}
extension HandshakeReceiver: WaitingSide {}

extension FileArgument {
    /// A message of an exchange, before any state is touched: who gave the wrong file, or half of it, gives another then.
    ///
    /// - Parameter require: refuses what is no message of the step; a message that is one, and proves nothing, ends the exchange.
    func readHandshakeMessage(
        _ require: ([UInt8]) throws(TransferError) -> Void = { _ in }
    ) throws(Failure) -> [UInt8] {
        var input = try InputFile(self)
        let message = try input.readSecret(limit: HandshakeSender.longestMessage).withUnsafeBytes { Array($0) }
        try FileKind.taking(message.span.bytes, of: input.name, as: "message of an exchange") {
            () throws(TransferError) in try require(message)
        }
        return message
    }
}

internal import ArgumentParser
internal import CipherCore
internal import KeyProvider
internal import KeyTransfer

/// `keyblob message`: signed messages that are taken once.
struct MessageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Sends signed messages that their receiver takes once, and never a replay.",
        discussion: """
            A message carries a session key of its own in a SIMPLEBLOB, the time, and a serial that grows with every message \
            to the same receiver. Who receives it verifies the signature first, and notes in the guard that it was taken \
            before the plaintext is written: if the tool dies between the two, the message is lost and must be sent anew.
            """,
        subcommands: [MessageSend.self, MessageReceive.self])
}

/// `keyblob message send`.
struct MessageSend: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "send", abstract: "Makes a message of a file.")

    @Option(
        name: [.customLong("sign"), .customLong("from")],
        help: ArgumentHelp(
            "The key container whose signature pair signs; --from is the option's old name.", valueName: "container"))
    var from: ContainerArgument

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the receiver's exchange key.", valueName: "public-file"))
    var to: FileArgument

    @Option(help: ArgumentHelp("The sender's name, for people. (default: the container's)", valueName: "text"))
    var name: TextArgument?

    @Option(help: ArgumentHelp("The receiver's name, for people.", valueName: "text"))
    var receiverName = TextArgument("")

    @Flag(help: "Send even if the receiver's key is weak: RSA below 2048 bits.")
    var allowWeak = false

    @Argument(help: "The file; 16 MiB at most.")
    var file: FileArgument

    @OptionGroup var replayGuard: ReplayGuardOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([to, file, store.file]) }

    func run() throws {
        var result = try output.open(.open)
        let receiver = try PublicKey(reading: to)
        let signer = try store.pair(.signature, in: from)
        var input = try InputFile(file)
        let plaintext = try input.readSecret(limit: Message.longest)
        let serials = try replayGuard.open(talk, noteIfNew: "its serials begin with 1")
        let message = try transferring(to.inputName) { () throws(TransferError) in
            try Message.sealed(
                plaintext.bytes, from: name?.text ?? from.name, signer, to: (receiverName.text, receiver),
                serials: serials, allowing: allowWeak ? .weakKeys : nil)
        }
        if allowWeak { talk.noteWeak(receiver.weakness) }
        try result.write(message.span.bytes)
        try result.commit()
    }
}

/// `keyblob message receive`.
struct MessageReceive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Takes a message, once; writes what was sent.")

    /// Longer than the longest message.
    private static let longest = Message.longest + 1 << 14

    @OptionGroup var own: OwnPairOptions

    @Option(
        name: [.customLong("signer"), .customLong("from")],
        help: ArgumentHelp(
            "The PUBLICKEYBLOB of the sender's key, which must have signed; --from is the option's old name.",
            valueName: "public-file"))
    var from: FileArgument

    @Option(help: ArgumentHelp("Refuse a message that is older, in seconds. (default: none)", valueName: "n"))
    var maxAge: UInt32?

    @Option(help: ArgumentHelp("By how many seconds the sender's clock may be ahead.", valueName: "n"))
    var skew: UInt32 = 300

    @Flag(help: "Refuse a message that comes after a later one.")
    var inOrder = false

    @Option(
        help: ArgumentHelp(
            """
            Let the guard forget messages that were sent longer ago, in seconds; those, and what was sent before them, are \
            refused. (default: it forgets nothing)
            """, valueName: "n"))
    var retention: UInt32?

    @Argument(help: "The message.")
    var file: FileArgument

    @OptionGroup var replayGuard: ReplayGuardOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput(own.files + [from, file]) }

    private var policy: MessagePolicy {
        MessagePolicy(
            maximumAge: maxAge.map { UInt64($0) * 1000 }, skew: UInt64(skew) * 1000, inOrder: inOrder,
            retention: retention.map { UInt64($0) * 1000 })
    }

    func run() throws {
        var result = try output.open(.secret)
        let sender = try PublicKey(readingSigner: from)
        var input = try InputFile(file)
        let message = try input.readSecret(limit: Self.longest)
        let pair = try own.read()
        let opened = try replayGuard.open(talk, noteIfNew: "what was taken before is not known")
        let received = try FileKind.taking(message.bytes, of: file.inputName, as: "message") {
            () throws(TransferError) in
            try MessageReceiver(opened, policy).receive(message.bytes, with: pair, from: sender)
        }
        let head = received.head
        talk.note("from \(head.sender.name) \(head.sender.key), serial \(head.serial)")
        if received.skipped > 0 { talk.note("earlier messages that have not come: \(received.skipped)") }
        try result.write(received.plaintext.bytes)
        try result.commit()
    }
}

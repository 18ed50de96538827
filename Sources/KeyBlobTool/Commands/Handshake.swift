internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob handshake`: the three-phase exchange.
struct Handshake: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Agrees with another side on a session key for each direction, in three phases.",
        discussion: """
            Both sides know each other's public keys and names. When both have proved that they have the keys, each says a \
            check value of its outgoing and of its incoming key: one side's outgoing is the other's incoming. With --save the \
            keys are stored as NAME.outgoing and NAME.incoming (see keyblob keys), wrapped for and signed by the pair that \
            took part.

            Over a socket each side runs once: --listen or --connect, without a subcommand. Over files each side runs once a \
            message: begin (message 1), answer (2), confirm (3), finish. Between its two runs a side waits in a state file, \
            private, signed, and good for one use, whatever comes of it. A file that is no message of the step at all is \
            refused before that.
            """,
        subcommands: [
            HandshakeMeet.self, HandshakeBegin.self, HandshakeAnswer.self, HandshakeConfirm.self, HandshakeFinish.self,
        ], defaultSubcommand: HandshakeMeet.self)
}

/// `keyblob handshake meet`: the whole exchange over a socket.
struct HandshakeMeet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meet", abstract: "Runs the whole exchange over a socket.")

    @Option(
        help: ArgumentHelp(
            "Wait here for the other side, for one connection: a Unix socket, or TCP port 1 to 65535; a path with a colon in "
                + "it needs a slash.", valueName: "path|host:port"))
    var listen: SocketAddress?

    @Option(
        help: ArgumentHelp(
            "Connect to the other side, as soon as it listens, and begin.", valueName: "path|host:port"))
    var connect: SocketAddress?

    @Option(help: ArgumentHelp("How many seconds the whole may take.", valueName: "n"))
    var timeout: UInt16 = 30

    @OptionGroup var parties: HandshakePartyOptions
    @OptionGroup var keys: HandshakeKeyOptions
    @OptionGroup var own: OwnPairOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if (listen == nil) == (connect == nil) { throw ValidationError("give --listen or --connect") }
        try FileArgument.checkStandardInput(own.files + [parties.peer])
    }

    func run() throws {
        let other = try parties.readPeer(talk)
        let pair = try own.read()
        let files = try keys.open()
        let deadline = ContinuousClock.now + .seconds(Int(timeout))
        if let connect {
            let ends = try begin(pair, other, MessageSocket(connectingTo: connect, before: deadline))
            try OutputFile.say(files.keep(ends, pair))
        } else if let listen {
            let ends = try answer(pair, other, MessageSocket(listeningOn: listen, before: deadline))
            try OutputFile.say(files.keep(ends, pair))
        }
    }

    private func begin(
        _ pair: borrowing KeyPair, _ other: HandshakeParty, _ socket: borrowing MessageSocket
    ) throws(Failure) -> HandshakeKeys {
        let sender = try parties.sender(pair, to: other)
        try socket.send(sender.message)
        let answer = try socket.receive()
        let end: HandshakeConclusion
        do throws(TransferError) { end = try sender.finish(answer) } catch { throw Failure(error, "phase 2") }
        try socket.send(end.message)
        return end.takeKeys()
    }

    private func answer(
        _ pair: borrowing KeyPair, _ other: HandshakeParty, _ socket: borrowing MessageSocket
    ) throws(Failure) -> HandshakeKeys {
        let receiver = try parties.receiver(pair, answering: socket.receive(), of: other)
        try socket.send(receiver.message)
        let confirmation = try socket.receive()
        do throws(TransferError) { return try receiver.finish(confirmation) } catch { throw Failure(error, "phase 3") }
    }
}

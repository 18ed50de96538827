internal import ArgumentParser
internal import CipherCore
internal import KeyProvider
internal import KeyTransfer

/// `keyblob handshake`: the three-phase exchange over a socket.
struct Handshake: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Agrees with another process on a session key for each direction, in three phases.",
        discussion: """
            One side listens and the other connects; both know each other's public keys and names. When both have proved \
            that they have the keys, each prints a check value of its outgoing and of its incoming key: one side's outgoing is \
            the other's incoming. With --save the keys are stored as NAME.outgoing and NAME.incoming (see keyblob keys), \
            wrapped for and signed by the pair that took part.
            """)

    @Option(help: ArgumentHelp("Wait here for the other side, for one connection.", valueName: "path|host:port"))
    var listen: FileArgument?

    @Option(help: ArgumentHelp("Connect to the other side, and begin.", valueName: "path|host:port"))
    var connect: FileArgument?

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the other side's exchange key.", valueName: "public"))
    var peer: FileArgument

    @Option(help: ArgumentHelp("This side's name, which the other side must know as --peer-name.", valueName: "text"))
    var name = TextArgument("")

    @Option(help: ArgumentHelp("The other side's name.", valueName: "text"))
    var peerName = TextArgument("")

    @Option(help: ArgumentHelp("How many seconds the whole may take.", valueName: "n"))
    var timeout: UInt16 = 30

    @Option(help: ArgumentHelp("Store the keys under this name.", valueName: "name"))
    var save: StoredKeyArgument?

    @Option(help: ArgumentHelp("The folder of stored keys.", valueName: "dir"))
    var folder: FileArgument?

    @Flag(help: "Take part even if the other side's key is weak: RSA below 2048 bits.")
    var allowWeak = false

    @OptionGroup var exchange: ExchangePairOptions
    @OptionGroup var password: PasswordOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if (listen == nil) == (connect == nil) { throw ValidationError("give --listen or --connect") }
        if (save == nil) != (folder == nil) { throw ValidationError("--save goes with --folder") }
        guard exchange.isGiven else { throw ValidationError("give --key or --container") }
        try FileArgument.checkStandardInput(exchange.files + [peer, password.file])
    }

    func run() throws {
        let key = try PublicKey(reading: peer)
        guard let pair = try exchange.read(password) else { throw Failure(.usage, "give --key or --container") }
        if allowWeak { talk.noteWeak(key.weakness) }
        let other = HandshakeParty(peerName.text, key)
        let deadline = ContinuousClock.now + .seconds(Int(timeout))
        guard let address = listen ?? connect else { throw Failure(.usage, "give --listen or --connect") }
        let socket = try MessageSocket(address, listening: listen != nil, before: deadline)
        if listen == nil {
            try finish(begin(pair, other, socket), pair)
        } else {
            try finish(answer(pair, other, socket), pair)
        }
    }

    private var allowance: Insecure? { allowWeak ? .weakKeys : nil }

    private func begin(
        _ pair: borrowing KeyPair, _ other: HandshakeParty, _ socket: borrowing MessageSocket
    ) throws(Failure) -> HandshakeKeys {
        let sender = try transferring("phase 1") { () throws(TransferError) in
            try HandshakeSender(name.text, pair, to: other, allowing: allowance)
        }
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
        let offer = try socket.receive()
        let receiver = try transferring("phase 1") { () throws(TransferError) in
            try HandshakeReceiver(name.text, pair, answering: offer, of: other, allowing: allowance)
        }
        try socket.send(receiver.message)
        let confirmation = try socket.receive()
        do throws(TransferError) { return try receiver.finish(confirmation) } catch { throw Failure(error, "phase 3") }
    }

    /// Stores the keys, both or none, and says what they are.
    private func finish(_ keys: borrowing HandshakeKeys, _ pair: borrowing KeyPair) throws(Failure) {
        if let save, let folder {
            let folder = StoredKeyFolder(folder)
            let (outgoingName, incomingName) = (save.name + ".outgoing", save.name + ".incoming")
            var outgoing = try folder.create(outgoingName, replacing: false)
            var incoming = try folder.create(incomingName, replacing: false)
            try outgoing.write(keys.outgoing, as: outgoingName, of: pair)
            try incoming.write(keys.incoming, as: incomingName, of: pair)
            try OutputFile.commit(outgoing, incoming)
        }
        let checks = try transferring("keys") { () throws(TransferError) in
            [try HandshakeKeys.checkValue(of: keys.outgoing), try HandshakeKeys.checkValue(of: keys.incoming)]
        }
        let digits = checks.map { Hex.digits(of: $0.span.bytes) }
        var output = OutputFile()
        try output.write("established\noutgoing \(digits[0])\nincoming \(digits[1])\n".utf8Span.span.bytes)
    }
}

internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

// The three-phase exchange over files: a command for each message.

/// `keyblob handshake begin`: the sender's first step.
struct HandshakeBegin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Begins an exchange over files: writes message 1.")

    @OptionGroup var parties: HandshakePartyOptions
    @OptionGroup var step: HandshakeStepOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try step.checkStandardInput(parties.peer) }

    func run() throws {
        let other = try parties.readPeer(step.talk)
        let pair = try step.own.read()
        let serials = try step.openGuard()
        let sender = try parties.sender(pair, to: other)
        try step.suspend(sender, of: pair, serials, output)
    }
}

/// `keyblob handshake answer`: the receiver's first step.
struct HandshakeAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answers message 1: writes message 2.")

    @Argument(help: "Message 1.")
    var message: FileArgument

    @OptionGroup var parties: HandshakePartyOptions
    @OptionGroup var step: HandshakeStepOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try step.checkStandardInput(parties.peer, message) }

    func run() throws {
        let other = try parties.readPeer(step.talk)
        let offer = try message.readHandshakeMessage()
        let pair = try step.own.read()
        let serials = try step.openGuard()
        let receiver = try parties.receiver(pair, answering: offer, of: other)
        try step.suspend(receiver, of: pair, serials, output)
    }
}

/// `keyblob handshake confirm`: the sender's last step.
struct HandshakeConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirms message 2: writes message 3, and has the keys.")

    @Argument(help: "Message 2.")
    var message: FileArgument

    @OptionGroup var step: HandshakeStepOptions
    @OptionGroup var keys: HandshakeKeyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try step.checkStandardInput(message) }

    func run() throws {
        var result = try output.open(.open)
        let files = try keys.open()
        let answer = try message.readHandshakeMessage(HandshakeSender.requireAnswer)
        let pair = try step.own.read()
        let memory = try step.openGuard()
        let sender: HandshakeSender = try step.resume(pair, memory)
        let end: HandshakeConclusion
        do throws(TransferError) { end = try sender.finish(answer) } catch { throw Failure(error, message.inputName) }
        let confirmation = end.message
        let lines = try files.keep(end.takeKeys(), pair)
        // The message goes out when the keys are safe.
        try result.write(confirmation.span.bytes)
        try result.commit()
        for line in lines { step.talk.note(line) }
    }
}

/// `keyblob handshake finish`: the receiver's last step.
struct HandshakeFinish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Takes message 3, and has the keys.")

    @Argument(help: "Message 3.")
    var message: FileArgument

    @OptionGroup var step: HandshakeStepOptions
    @OptionGroup var keys: HandshakeKeyOptions

    func validate() throws { try step.checkStandardInput(message) }

    func run() throws {
        let files = try keys.open()
        let confirmation = try message.readHandshakeMessage(HandshakeReceiver.requireConfirmation)
        let pair = try step.own.read()
        let memory = try step.openGuard()
        let receiver: HandshakeReceiver = try step.resume(pair, memory)
        let ends: HandshakeKeys
        do throws(TransferError) { ends = try receiver.finish(confirmation) } catch {
            throw Failure(error, message.inputName)
        }
        try OutputFile.say(files.keep(ends, pair))
    }
}

internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob authority request`.
struct AuthorityRequest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Asks for a deposited key; prints the id of the request.")

    @OptionGroup var authority: AuthorityOptions

    @Argument(help: ArgumentHelp("The id of the deposit's record.", valueName: "record"))
    var record: IdentifierArgument

    @Option(help: ArgumentHelp("Why: for the approvers.", valueName: "text"))
    var reason: TextArgument

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the owner's new exchange key.", valueName: "public"))
    var to: FileArgument

    @OptionGroup var signer: SignerOptions

    func validate() throws { try FileArgument.checkStandardInput([to, authority.passphrase.file] + signer.files) }

    func run() throws {
        let opened = try authority.open()
        let newKey = try PublicKey(reading: to)
        let pair = try signer.read()
        let request = try transferring("request") { () throws(TransferError) in
            try RecoveryRequest(
                for: record.bytes, reason: reason.text, newKey: newKey, by: signer.name.text, pair,
                at: AuthorityClock.now())
        }
        try opened.change("request") { authority throws(TransferError) in try authority.request(request.bytes) }
        var output = OutputFile()
        try output.write((Hex.digits(of: request.requestID.span.bytes) + "\n").utf8Span.span.bytes)
    }
}

/// What `approve` and `reject` have in common: all but the verdict.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var authority: AuthorityOptions

    @Argument(help: ArgumentHelp("The id of the request.", valueName: "request"))
    var request: IdentifierArgument

    @Option(help: ArgumentHelp("A word on it, for the record.", valueName: "text"))
    var comment = TextArgument("")

    @OptionGroup var signer: SignerOptions

    func validate() throws { try FileArgument.checkStandardInput([authority.passphrase.file] + signer.files) }

    func decide(_ verdict: RecoveryDecision.Verdict) throws(Failure) {
        let opened = try authority.open()
        let pair = try signer.read()
        let decision = try opened.ask("request") { authority throws(TransferError) in
            let request = try authority.request(ofID: request.bytes).request
            return try RecoveryDecision.make(
                verdict, on: request, comment: comment.text, by: signer.name.text, pair, at: AuthorityClock.now())
        }
        let state = try opened.change("request") { authority throws(TransferError) in try authority.decide(decision) }
        var output = OutputFile()
        try output.write("\(state.rawValue)\n".utf8Span.span.bytes)
    }
}

/// `keyblob authority approve`.
struct AuthorityApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approves a request, as a registered approver; prints how it stands.")

    @OptionGroup var decision: DecisionOptions

    func run() throws { try decision.decide(.approve) }
}

/// `keyblob authority reject`.
struct AuthorityReject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Rejects a request, as a registered approver: that ends it.")

    @OptionGroup var decision: DecisionOptions

    func run() throws { try decision.decide(.reject) }
}

/// `keyblob authority recover`.
struct AuthorityRecover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Releases the key of an approved request, once: a SIMPLEBLOB for the new key.",
        discussion: """
            The SIMPLEBLOB is wrapped with OAEP: unwrap --oaep opens it. With --offline, a deposit is opened with the \
            authority's pair and no store, and nobody is asked.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "dir"))
    var folder: FileArgument?

    @Argument(help: ArgumentHelp("The id of the request.", valueName: "request"))
    var request: IdentifierArgument?

    @Flag(help: "Write once more what was released for the request, where the output was lost.")
    var again = false

    @Option(help: ArgumentHelp("A deposit, in a file.", valueName: "file"))
    var offline: FileArgument?

    @Option(
        help: ArgumentHelp("With --offline: the PUBLICKEYBLOB of the owner's new exchange key.", valueName: "public"))
    var to: FileArgument?

    @OptionGroup var passphrase: AuthorityPassphraseOptions
    @OptionGroup var exchange: ExchangePairOptions
    @OptionGroup var password: PasswordOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let isOffline = offline != nil && to != nil && exchange.isGiven && folder == nil && !again
        let isOnline = offline == nil && to == nil && !exchange.isGiven && folder != nil && request != nil
        guard isOffline || isOnline else {
            throw ValidationError(
                "give the authority's folder and a request, or --offline, --to and --key or --container")
        }
        try FileArgument.checkStandardInput([offline, to, password.file, passphrase.file] + exchange.files)
    }

    func run() throws {
        var file = try output.open(.open)
        let blob = try offline == nil ? released() : opened()
        try file.write(blob.span.bytes)
        try file.commit()
    }

    /// The key of an approved request.
    private func released() throws(Failure) -> [UInt8] {
        guard let folder, let request else { throw Failure(.usage, "give the authority's folder and a request") }
        let opened = try AuthorityFolder(folder, passphrase)
        if again {
            return try opened.ask("request") { authority throws(TransferError) in
                try authority.released(request.bytes)
            }
        }
        return try opened.change("request") { authority throws(TransferError) in try authority.recover(request.bytes) }
    }

    /// The key of a deposit in a file.
    private func opened() throws(Failure) -> [UInt8] {
        guard let offline, let to, let pair = try exchange.read(password) else {
            throw Failure(.usage, "give --offline, --to and --key or --container")
        }
        let (bytes, newKey) = (try RecordFile.read(offline), try PublicKey(reading: to))
        return try transferring(offline.inputName) { () throws(TransferError) in
            try Deposit(reading: bytes).recover(with: pair, for: newKey, at: AuthorityClock.now())
        }
    }
}

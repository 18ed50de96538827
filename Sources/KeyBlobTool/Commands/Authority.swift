internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob authority`: a backup authority for session keys.
struct Authority: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps session keys in deposit, and gives them back when enough approvers agree.",
        discussion: """
            The authority lives in a folder. A key is deposited wrapped for the authority, with a signed record of what it \
            opens; it is released once, wrapped for its owner's new key, after as many approvers as the quorum demands have \
            signed the request. All that happens to deposits, and all that is refused, stands in an audit log.
            """,
        subcommands: [
            AuthorityInit.self, AuthorityDeposit.self, AuthorityList.self, AuthorityShow.self, AuthorityRequest.self,
            AuthorityApprove.self, AuthorityReject.self, AuthorityRecover.self, AuthorityRotate.self,
            AuthorityPolicy.self, AuthorityPassphrase.self, AuthorityAudit.self, AuthorityVerify.self,
        ])
}

/// `keyblob authority init`.
struct AuthorityInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a backup authority in a folder, with key pairs of its own.",
        discussion: """
            With --authority-passphrase, or with the options that say where to read it, its keys are under that passphrase \
            from the first on, and every command asks for it.
            """)

    @Argument(help: ArgumentHelp("The folder.", valueName: "dir"))
    var folder: FileArgument

    @OptionGroup var policy: PolicyOptions

    @OptionGroup var moduli: ModulusOptions

    @Flag(help: "Ask for a passphrase that its keys are to be under.")
    var authorityPassphrase = false

    @OptionGroup var passphrase: AuthorityPassphraseOptions

    func validate() throws { try FileArgument.checkStandardInput(policy.files + [passphrase.file]) }

    func run() throws {
        let policy = try policy.policy()
        let opened =
            authorityPassphrase || passphrase.isGiven
            ? try AuthorityFolder(making: folder, under: passphrase.read(confirming: true))
            : try AuthorityFolder(making: folder, passphrase)
        try opened.change(folder.text, publishing: true) { authority throws(TransferError) in
            try authority.initialise(policy, bits: moduli.bits)
        }
    }
}

/// How long the authority's moduli are.
struct ModulusOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The length of the authority's moduli, 2048 at least.", valueName: "n"))
    var bits = 2048

    func validate() throws { if bits < 2048 { throw ValidationError("--bits: 2048 at least") } }
}

/// Who approves recoveries.
struct PolicyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("An approver's name and PUBLICKEYBLOB; once for each.", valueName: "name=public"))
    var approver: [PartyArgument] = []

    @Option(help: ArgumentHelp("How many approvers a recovery takes.", valueName: "n"))
    var quorum: Int?

    var files: [FileArgument?] { approver.map(\.file) }

    var isGiven: Bool { quorum != nil || !approver.isEmpty }

    func policy() throws(Failure) -> RecoveryPolicy {
        guard let quorum, !approver.isEmpty else { throw Failure(.usage, "give --quorum and each --approver") }
        var approvers: [(name: String, key: PublicKey)] = []
        for approver in approver { approvers.append((approver.name, try PublicKey(reading: approver.file))) }
        return try transferring("--quorum") { () throws(TransferError) in
            try RecoveryPolicy(quorum: quorum, of: approvers)
        }
    }
}

/// `keyblob authority policy`.
struct AuthorityPolicy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Sets anew who approves recoveries, and how many of them it takes; for pending requests, too.",
        discussion: "Without --quorum and --approver it says who they are.")

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var policy: PolicyOptions

    @Flag(help: "Print JSON: one object on a line.")
    var json = false

    func validate() throws {
        try FileArgument.checkStandardInput(policy.files + [authority.passphrase.file])
        if json && policy.isGiven { throw ValidationError("--json is for the policy that there is") }
    }

    func run() throws {
        guard policy.isGiven else { return try say(authority.open()) }
        let policy = try policy.policy()
        try authority.open().change("policy") { authority throws(TransferError) in try authority.setPolicy(policy) }
    }

    private func say(_ opened: AuthorityFolder) throws(Failure) {
        let report = try opened.ask("policy") { authority throws(TransferError) in
            AuthorityReport(try authority.policy())
        }
        var output = OutputFile()
        try output.write((json ? report.json : report.text).utf8Span.span.bytes)
    }
}

/// `keyblob authority rotate`.
struct AuthorityRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Makes new key pairs for all deposits to come; the old ones stay, to open what they wrap.")

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var moduli: ModulusOptions

    func run() throws {
        try authority.open().change("rotate", publishing: true) { authority throws(TransferError) in
            try authority.rotate(bits: moduli.bits)
        }
    }
}

/// `keyblob authority passphrase`.
struct AuthorityPassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase",
        abstract: "Sets, changes or removes the passphrase of the authority's keys.",
        discussion: """
            Without a passphrase whoever can read the folder has the keys. The old file may still be in backups, and on the \
            disk where that keeps what was written over: init sets one from the first on.
            """)

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var new: NewPassphraseOptions

    func validate() throws { try FileArgument.checkStandardInput([authority.passphrase.file, new.file]) }

    func run() throws { try authority.open().apply(new) }
}

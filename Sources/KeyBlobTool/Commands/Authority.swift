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
            signed the request. All that happens, and all that is refused, stands in an audit log.
            """,
        subcommands: [
            AuthorityInit.self, AuthorityDeposit.self, AuthorityList.self, AuthorityShow.self, AuthorityRequest.self,
            AuthorityApprove.self, AuthorityReject.self, AuthorityRecover.self, AuthorityRotate.self,
            AuthorityPolicy.self, AuthorityAudit.self, AuthorityVerify.self,
        ])
}

/// `keyblob authority init`.
struct AuthorityInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a backup authority in a folder, with key pairs of its own.")

    @Argument(help: ArgumentHelp("The folder.", valueName: "dir"))
    var folder: FileArgument

    @OptionGroup var policy: PolicyOptions

    @OptionGroup var moduli: ModulusOptions

    func run() throws {
        let policy = try policy.policy()
        let opened = try AuthorityFolder(folder, creating: true)
        try opened.change(folder.text) { authority throws(TransferError) in
            try authority.initialise(policy, bits: moduli.bits)
        }
        try opened.writePublicKeys()
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

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "dir"))
    var folder: FileArgument

    @OptionGroup var policy: PolicyOptions

    @Flag(help: "Print JSON: one object on a line.")
    var json = false

    func validate() throws {
        if json && policy.isGiven { throw ValidationError("--json is for the policy that there is") }
    }

    func run() throws {
        let opened = try AuthorityFolder(folder)
        guard policy.isGiven else { return try say(opened) }
        let policy = try policy.policy()
        try opened.change(folder.text) { authority throws(TransferError) in try authority.setPolicy(policy) }
    }

    private func say(_ opened: AuthorityFolder) throws(Failure) {
        let report = try transferring(folder.text) { () throws(TransferError) in
            AuthorityReport(try opened.authority.policy())
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

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "dir"))
    var folder: FileArgument

    @OptionGroup var moduli: ModulusOptions

    func run() throws {
        let opened = try AuthorityFolder(folder)
        try opened.change(folder.text) { authority throws(TransferError) in try authority.rotate(bits: moduli.bits) }
        try opened.writePublicKeys()
    }
}

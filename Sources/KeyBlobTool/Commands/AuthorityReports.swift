internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// What is said of a deposit, a request, a policy or an audit entry: named values, as text or as JSON.
struct AuthorityReport {
    private let members: [(name: String, value: JSON)]

    init(_ listing: DepositListing) {
        let details = listing.details
        members = [
            ("record", Self.hex(details.recordID)), ("serial", .number(listing.receipt.serial)),
            ("owner", .string(details.owner.name)), ("ownerKey", .string("\(details.owner.key)")),
            ("depositor", .string(details.depositor.name)), ("depositorKey", .string("\(details.depositor.key)")),
            ("description", .string(details.description)),
            ("algorithm", .string("\(AlgorithmIdentifier(rawValue: details.algorithm))")),
            ("file", .string(details.subject.name)),
            ("fileSHA256", Self.hex(details.subject.sha256)), ("fileSize", .number(details.subject.byteCount)),
            ("authorityKey", .string("\(details.authority)")), ("created", .number(details.created)),
            ("received", .number(listing.receipt.received)), ("expiry", details.expiry.map(JSON.number) ?? .null),
        ]
    }

    init(_ listing: RecoveryListing) {
        let request = listing.request
        members = [
            ("request", Self.hex(request.requestID)), ("record", Self.hex(request.recordID)),
            ("state", .string(listing.state.rawValue)), ("requester", .string(request.requester.name)),
            ("requesterKey", .string("\(request.requester.key)")), ("newKey", .string("\(listing.newKey)")),
            ("reason", .string(request.reason)),
            ("created", .number(request.created)),
            ("decisions", .array(listing.decisions.map(Self.object))),
        ]
    }

    private static func object(_ listed: RecoveryListingDecision) -> JSON {
        .object([
            "verdict": .string("\(listed.decision.verdict)"), "approver": .string(listed.approver.name),
            "approverKey": .string("\(listed.approver.key)"), "formerApprover": .bool(!listed.isApprover),
            "decided": .number(listed.decision.decided), "comment": .string(listed.decision.comment),
        ])
    }

    init(_ policy: RecoveryPolicy) {
        members = [
            ("quorum", .number(UInt64(policy.quorum))),
            (
                "approvers",
                .array(policy.approvers.map { .object(["key": .string("\($0.key)"), "name": .string($0.name)]) })
            ),
        ]
    }

    init(_ entry: AuditEntry) {
        members = [
            ("serial", .number(entry.serial)), ("time", .number(entry.time)), ("action", .string("\(entry.action)")),
            ("outcome", .string(entry.refusal.map { "refused: \($0)" } ?? "done")),
            ("actor", .string(entry.actor.name)), ("actorKey", .string("\(entry.actor.key)")),
            ("object", Self.hex(entry.object)),
        ]
    }

    private static func hex(_ bytes: [UInt8]) -> JSON { .string(Hex.digits(of: bytes.span.bytes)) }

    /// One value a line, those of a list below each other.
    var text: String {
        members.map { member in
            var values = [Self.plain(member.value)]
            if case .array(let elements) = member.value, !elements.isEmpty { values = elements.map(Self.plain) }
            let margin = "\n" + String(repeating: " ", count: 14)
            let head = member.name + String(repeating: " ", count: 14 - member.name.count)
            return head + values.joined(separator: margin) + "\n"
        }.joined()
    }

    /// One object on one line.
    var json: String {
        let all = [("schema", JSON.number(1))] + members
        return "{" + all.map { JSON.string($0.0).text + ": " + $0.1.text }.joined(separator: ", ") + "}\n"
    }

    /// The first values on one line.
    var line: String { members.prefix(7).map { Self.plain($0.value) }.joined(separator: "  ") + "\n" }

    private static func plain(_ value: JSON) -> String {
        switch value {
        case .null, .string(""): "-"
        case .string(let text): Talk.oneLine(text)
        case .array(let values): values.isEmpty ? "-" : values.map(plain).joined(separator: "; ")
        case .object(let members): members.compactMap(word).joined(separator: "  ")
        default: value.text
        }
    }

    /// A value within an object: what is so goes by its name, what is not so or empty is left out.
    private static func word(_ name: String, _ value: JSON) -> String? {
        switch value {
        case .bool(let isSo): isSo ? name : nil
        case .string(""): nil
        default: plain(value)
        }
    }
}

/// Which authority is asked, and how its answers are printed.
struct AuthorityReportOptions: ParsableArguments {
    @OptionGroup var authority: AuthorityOptions

    @Flag(help: "Print JSON: one object a line.")
    var json = false

    /// Prints reports as `ask` hands them on, each on a line.
    func print(
        _ ask: (AuthorityFolder.Authority, (AuthorityReport) throws(TransferError) -> Void) throws(TransferError) ->
            Void
    ) throws(Failure) {
        let opened = try authority.open()
        var output = OutputFile()
        do throws(Failure) {
            try opened.ask("record") { authority throws(TransferError) in
                try ask(authority) { report throws(TransferError) in
                    try (json ? report.json : report.line).utf8Span.span.bytes.withUnsafeBytes {
                        bytes throws(TransferError) in try output.write(bytes)
                    }
                }
            }
        } catch {
            throw output.failure ?? error
        }
    }
}

/// `keyblob authority list`.
struct AuthorityList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the deposits, or the requests, one a line.")

    @OptionGroup var options: AuthorityReportOptions

    @Flag(help: "List the requests.")
    var requests = false

    func run() throws {
        try options.print { authority, report throws(TransferError) in
            if requests {
                try authority.eachRequest { listing throws(TransferError) in try report(AuthorityReport(listing)) }
            } else {
                try authority.eachDeposit { listing throws(TransferError) in try report(AuthorityReport(listing)) }
            }
        }
    }
}

/// `keyblob authority show`.
struct AuthorityShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Says what is on record of a deposit or of a request.")

    @OptionGroup var options: AuthorityReportOptions

    @Argument(help: ArgumentHelp("The id of a record or of a request.", valueName: "id"))
    var identifier: IdentifierArgument

    func run() throws {
        let report = try options.authority.open().ask("record") { authority throws(TransferError) in
            do throws(TransferError) {
                return AuthorityReport(try authority.deposit(ofRecord: identifier.bytes))
            } catch .authority(.missing) {
                return AuthorityReport(try authority.request(ofID: identifier.bytes))
            }
        }
        var output = OutputFile()
        try output.write((options.json ? report.json : report.text).utf8Span.span.bytes)
    }
}

/// `keyblob authority audit`.
struct AuthorityAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Prints the audit log, one entry a line.")

    @OptionGroup var options: AuthorityReportOptions

    func run() throws {
        try options.print { authority, report throws(TransferError) in
            try authority.eachEntry { entry throws(TransferError) in try report(AuthorityReport(entry)) }
        }
    }
}

/// `keyblob authority verify`.
struct AuthorityVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the whole audit log and all it speaks of; exits with 2 if anything is not as it was written.",
        discussion: """
            A log whose end was cut off is found by a checkpoint that was kept elsewhere: a copy of the file `checkpoint` \
            in the folder, which is what is taken without --checkpoint.
            """)

    @OptionGroup var authority: AuthorityOptions

    @Option(help: ArgumentHelp("A checkpoint that was kept.", valueName: "file"))
    var checkpoint: FileArgument?

    func validate() throws { try FileArgument.checkStandardInput([checkpoint, authority.passphrase.file]) }

    func run() throws {
        let opened = try authority.open()
        let file = checkpoint ?? opened.file("checkpoint")
        let kept = try RecordFile.read(file)
        guard checkpoint == nil || (try? AuditCheckpoint.serial(of: kept)) != nil else {
            throw Failure(.invalid, "\(file.inputName): no checkpoint of an authority")
        }
        let verdict = try opened.ask("audit log") { authority throws(TransferError) in
            try authority.verifyAudit(against: kept)
        }
        for flaw in verdict.flaws {
            let subject =
                switch flaw.kind {
                case .kept, .foreign: file.inputName
                default: flaw.serial == 0 ? authority.folder.text : "entry \(flaw.serial)"
                }
            Talk.error("\(subject): \(flaw.kind.rawValue)")
        }
        guard verdict.isClean && opened.foreignKeys.isEmpty else { throw ExitStatus.wrongKey }
        var output = OutputFile()
        try output.write("\(verdict.entryCount) entries, all as they were written\n".utf8Span.span.bytes)
    }
}

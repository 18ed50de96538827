internal import ArgumentParser
internal import CipherCore
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob authority deposit`: the second SIMPLEBLOB of Microsoft's procedure, with all that must go with it.
struct AuthorityDeposit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deposit", abstract: "Deposits the session key of a file; writes the authority's receipt.",
        discussion: """
            With --offline there is no folder: the deposit itself is written, for the authority to take later with \
            --record, or to open with recover --offline.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "dir"))
    var folder: FileArgument?

    @Option(
        help: ArgumentHelp("Write the deposit for the owner of this PUBLICKEYBLOB to the output.", valueName: "public"))
    var offline: FileArgument?

    @Option(help: ArgumentHelp("Hand in this deposit, which --offline made.", valueName: "file"))
    var record: FileArgument?

    @Option(help: ArgumentHelp("The PLAINTEXTKEYBLOB of the session key.", valueName: "key"))
    var session: FileArgument?

    @Option(help: ArgumentHelp("The file that the session key opens.", valueName: "file"))
    var subject: FileArgument?

    @Option(help: ArgumentHelp("The owner's name and PUBLICKEYBLOB.", valueName: "name=public"))
    var owner: PartyArgument?

    @Option(help: ArgumentHelp("What it is.", valueName: "text"))
    var description = TextArgument("")

    @Option(help: ArgumentHelp("How long the key can be recovered. (default: for ever)", valueName: "n"))
    var days: UInt32?

    @Option(
        help: ArgumentHelp(
            "A repeated deposit with the same text gets the same receipt. (default: no two are the same)",
            valueName: "text"))
    var idempotencyKey: TextArgument?

    @OptionGroup var passphrase: AuthorityPassphraseOptions
    @OptionGroup var signer: SignerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (folder == nil) == (offline == nil) { throw ValidationError("give the authority's folder, or --offline") }
        if record != nil && (offline != nil || session != nil || subject != nil || owner != nil) {
            throw ValidationError("--record says all of the deposit")
        }
        if record == nil && (session == nil || subject == nil || owner == nil) {
            throw ValidationError("give --session, --subject and --owner, or --record")
        }
        try FileArgument.checkStandardInput(
            [offline, record, session, subject, owner?.file, passphrase.file] + signer.files)
    }

    func run() throws {
        var file = try output.open(.open)
        let result = try result()
        try file.write(result.span.bytes)
        try file.commit()
    }

    /// The receipt; offline, the deposit.
    private func result() throws(Failure) -> [UInt8] {
        if let offline { return try make(for: PublicKey(reading: offline)) }
        guard let folder else { throw Failure(.usage, "give the authority's folder") }
        let opened = try AuthorityFolder(folder, passphrase)
        let deposit = if let record { try RecordFile.read(record) } else { try make(for: publicKey(of: opened)) }
        return try opened.change(record?.inputName ?? "deposit") { authority throws(TransferError) in
            try authority.deposit(deposit)
        }
    }

    private func publicKey(of opened: AuthorityFolder) throws(Failure) -> PublicKey {
        try opened.ask("deposit") { authority throws(TransferError) in try authority.publicKey(.exchange) }
    }

    private func make(for authority: PublicKey) throws(Failure) -> [UInt8] {
        guard let session, let subject, let owner else {
            throw Failure(.usage, "give --session, --subject and --owner")
        }
        let pair = try signer.read()
        let key = try SessionKey(reading: session)
        let (hash, byteCount) = try RecordFile.hash(subject)
        var generator = SystemRandomNumberGenerator()
        let random = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let details = DepositDetails(
            owner: try owner.party(), description: description.text,
            subject: DepositSubject(sha256: hash, name: subject.inputName, byteCount: byteCount),
            lifetime: UInt64(days ?? 0) * 86400, idempotencyKey: idempotencyKey.map { Array($0.text.utf8) } ?? random)
        return try transferring("deposit") { () throws(TransferError) in
            try Deposit(of: key, details, for: authority, by: signer.name.text, pair, at: AuthorityClock.now()).bytes
        }
    }
}

/// Files that records are in, or speak of.
enum RecordFile {
    /// Longer than the longest record.
    private static let longest = 1 << 17

    static func read(_ file: FileArgument) throws(Failure) -> [UInt8] {
        var input = try InputFile(file)
        return try input.readSecret(limit: longest).withUnsafeBytes { Array($0) }
    }

    /// SHA-256 and size.
    static func hash(_ file: FileArgument) throws(Failure) -> ([UInt8], UInt64) {
        var input = try InputFile(file)
        var hash = try failing(file.inputName) { () throws(ProviderError) in
            try HashObject(.sha256, provider: .aes)
        }
        var (piece, total) = ([UInt8](repeating: 0, count: 1 << 16), UInt64(0))
        while true {
            let count: Int
            do throws(TransferError) {
                var got = 0
                let failure = piece.withUnsafeMutableBytes { buffer -> TransferError? in
                    do throws(TransferError) { got = try input.read(into: buffer) } catch { return error }
                    return nil
                }
                if let failure { throw failure }
                count = got
            } catch {
                throw input.failure ?? Failure(error, file.inputName)
            }
            if count == 0 { break }
            total += UInt64(count)
            try failing(file.inputName) { () throws(ProviderError) in
                try hash.update(piece.span.bytes.extracting(first: count))
            }
        }
        let value = try failing(file.inputName) { () throws(ProviderError) in
            try hash.value().withUnsafeBytes { Array($0) }
        }
        return (value, total)
    }
}

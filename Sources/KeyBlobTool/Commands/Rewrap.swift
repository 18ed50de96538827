internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob rewrap`: other recipients for a sealed file.
struct Rewrap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives a sealed file new recipients, or fewer, and leaves its body as it is.",
        discussion: """
            Who is revoked cannot open the new file; the old one, and what he has kept of it, he can. A signature does \
            not stay: --sign makes a new one.
            """)

    @OptionGroup var exchange: ExchangePairOptions
    @OptionGroup var recipients: RecipientOptions

    @Option(
        help: ArgumentHelp(
            "The PUBLICKEYBLOB of who is no recipient any more; may be repeated.", valueName: "public-file"))
    var revoke: [FileArgument] = []

    @OptionGroup var password: PasswordOptions

    @Argument(help: "The sealed file.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        guard exchange.isGiven else { throw ValidationError("give --key or --container") }
        if recipients.files.isEmpty && revoke.isEmpty { throw ValidationError("give --to, --escrow or --revoke") }
        try exchange.check(password, signs: recipients.sign != nil)
        if recipients.pkcs1 && recipients.files.isEmpty { throw ValidationError("--pkcs1 goes with --to or --escrow") }
        let passphrase = exchange.container == nil && recipients.sign != nil ? exchange.store.file : nil
        try FileArgument.checkStandardInput(
            exchange.files + recipients.files + revoke + [passphrase, password.file, file])
    }

    func run() throws {
        let stream = try DataStream(from: file, to: output, .open, quiet: talk.quiet)
        guard let pair = try exchange.read(password) else { return }
        let keys = try recipients.read(talk)
        let revoked = try revoke.map { try Self.identity($0) }
        let signer = try recipients.signer(exchange.store)
        try stream.run { (input, output) throws(TransferError) in
            let file = try SealedFileHeader(reading: &input).unlock(with: pair)
            if file.header.signer != nil && recipients.sign == nil { talk.note("the signature is dropped") }
            try file.rewrap(
                &input, into: &output, for: keys, revoking: revoked, signedBy: signer, allowing: recipients.allowance)
        }
    }

    private static func identity(_ file: FileArgument) throws(Failure) -> KeyIdentity {
        let key = try PublicKey(readingSigner: file)
        return try transferring(file.inputName) { () throws(TransferError) in try KeyIdentity(of: key) }
    }
}

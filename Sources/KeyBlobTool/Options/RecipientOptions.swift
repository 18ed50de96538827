internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// For whom a file is sealed, and who signs that.
struct RecipientOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The PUBLICKEYBLOB of a recipient's exchange key; may be repeated.", valueName: "public-file"))
    var to: [FileArgument] = []

    @Option(
        help: ArgumentHelp("Likewise of a backup authority, which can open the file, too.", valueName: "public-file"))
    var escrow: [FileArgument] = []

    @Option(help: ArgumentHelp("The key container whose signature pair signs the header.", valueName: "container"))
    var sign: ContainerArgument?

    @Flag(
        help:
            "Wrap the session key with the padding of PKCS #1 v1.5, not OAEP; too weak for a new file, it needs --allow-weak."
    )
    var pkcs1 = false

    @Flag(help: "Seal for weak keys: RSA below 2048 bits, or with PKCS #1 v1.5.")
    var allowWeak = false

    var files: [FileArgument] { to + escrow }
    var allowance: Insecure? { allowWeak ? .weakKeys : nil }

    /// What only the format keyblob has.
    func checkForCapi() throws {
        if to.count > 1 || !escrow.isEmpty || sign != nil || pkcs1 {
            throw ValidationError("--format capi has one recipient, and no --escrow, --sign or --pkcs1")
        }
    }

    /// Reads the keys; says which are weak, or refuses them.
    func read(_ talk: TalkOptions) throws(Failure) -> [SealedFileRecipient] {
        var recipients: [SealedFileRecipient] = []
        for file in to { recipients.append(try read(file, .recipient, talk)) }
        for file in escrow { recipients.append(try read(file, .escrow, talk)) }
        return recipients
    }

    private func read(
        _ file: FileArgument, _ role: SealedFileRecipient.Role, _ talk: TalkOptions
    ) throws(Failure) -> SealedFileRecipient {
        let key = try PublicKey(reading: file)
        let recipient = SealedFileRecipient(key, role: role, padding: pkcs1 ? .pkcs1 : .oaep)
        if try transferring(file.inputName, recipient.isWeak) {
            guard allowWeak else {
                let weak = key.weakness.map { "\(file.inputName): \($0)" } ?? "--pkcs1: PKCS #1 v1.5 padding"
                throw Failure(.refused, "\(weak): too weak to seal with; --allow-weak does it all the same")
            }
            talk.noteWeak(key.weakness, recipient.padding.weakness)
        }
        return recipient
    }

    /// The pair that signs.
    func signer(_ store: StoreOptions) throws(Failure) -> KeyPair? {
        guard let sign else { return nil }
        return try store.pair(.signature, in: sign)
    }
}

extension WrapPadding {
    /// What a note says of making something new with it.
    var weakness: String? { self == .oaep ? nil : "PKCS #1 v1.5 padding" }
}

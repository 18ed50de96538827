internal import ArgumentParser
internal import CipherCore
internal import KeyProvider
internal import KeyTransfer

/// Which authority, and the passphrase of its key containers, which never stands on the command line.
struct AuthorityOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "dir"))
    var folder: FileArgument

    @OptionGroup var passphrase: AuthorityPassphraseOptions

    /// Opens the authority; asks for the passphrase of its keys if they have one and no option gives it.
    func open() throws(Failure) -> AuthorityFolder { try AuthorityFolder(folder, passphrase) }
}

/// The passphrase of an authority's key containers. It has names of its own: who signs with a container of his own may have
/// to give that store's passphrase, too.
struct AuthorityPassphraseOptions: ParsableArguments {
    @Option(help: "Read the passphrase of the authority's keys from this file, but for one line ending at its end.")
    var authorityPassphraseFile: FileArgument?

    @Option(
        name: .customLong("authority-passphrase-fd"),
        help: ArgumentHelp("Read that passphrase from this file descriptor, likewise.", valueName: "n"))
    var authorityPassphraseDescriptor: Int32?

    func validate() throws {
        try Password.checkSources(authorityPassphraseFile, authorityPassphraseDescriptor, "--authority-passphrase")
    }

    var isGiven: Bool { authorityPassphraseFile != nil || authorityPassphraseDescriptor != nil }

    /// The passphrase's source as a file, for the check that standard input is not read twice.
    var file: FileArgument? { authorityPassphraseDescriptor == 0 ? .standardStream : authorityPassphraseFile }

    /// Reads the passphrase, or asks for it on the terminal.
    func read(confirming: Bool) throws(Failure) -> SecretBytes {
        try Password.read(
            authorityPassphraseFile, authorityPassphraseDescriptor, orPrompt: "Passphrase of the authority",
            confirming: confirming, option: "--authority-passphrase")
    }
}

/// Text in an argument.
struct TextArgument: ExpressibleByArgument {
    let text: String

    init(_ text: String) { self.text = text }

    var defaultValueDescription: String { text.isEmpty ? "none" : text }

    init?(argument: String) {
        guard let text = ContainerArgument(argument: argument)?.name else { return nil }
        self.text = text
    }
}

/// Somebody's name and public key: `NAME=FILE`.
struct PartyArgument: ExpressibleByArgument {
    let name: String
    let file: FileArgument

    init?(argument: String) {
        let bytes = RawArguments.bytes(of: argument)
        guard let mark = bytes.firstIndex(of: UInt8(ascii: "=")),
            let name = String(validating: bytes[..<mark], as: UTF8.self)
        else { return nil }
        self.name = name
        file = FileArgument(bytes: Array(bytes[(mark + 1)...]))
    }

    func party() throws(Failure) -> Party {
        let key = try PublicKey(reading: file)
        return try transferring(file.inputName) { () throws(TransferError) in try Party(name, key) }
    }
}

/// Who acts, and signs.
struct SignerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Your name.", valueName: "text"))
    var name = TextArgument("")

    @OptionGroup var pair: ExchangePairOptions
    @OptionGroup var password: PasswordOptions

    var files: [FileArgument?] { pair.files + [password.file] }

    func read() throws(Failure) -> KeyPair {
        guard let pair = try pair.read(password) else {
            throw Failure(.usage, "give --key or --container: the pair that signs")
        }
        return pair
    }
}

/// The id of a record or of a request: 32 hexadecimal digits.
struct IdentifierArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init?(argument: String) {
        guard let hex = HexArgument(argument: argument), hex.bytes.count == 16 else { return nil }
        bytes = hex.bytes
    }
}

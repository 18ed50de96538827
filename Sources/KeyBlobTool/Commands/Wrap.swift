internal import ArgumentParser
internal import KeyProvider

/// `keyblob wrap`: PLAINTEXTKEYBLOB to SIMPLEBLOB.
struct Wrap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts a session key for the owner of an RSA key: PLAINTEXTKEYBLOB to SIMPLEBLOB.")

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the recipient's exchange key.", valueName: "public-file"))
    var to: FileArgument

    @OptionGroup var padding: PaddingOptions

    @Argument(help: "The PLAINTEXTKEYBLOB of the session key.")
    var key: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([to, key]) }

    func run() throws {
        var file = try output.open(.open)
        let recipient = try PublicKey(reading: to)
        let session = try SessionKey(reading: key)
        talk.noteWeak(recipient.weakness, padding.weakness, session.weakness)
        let blob = try failing(to.inputName) { () throws(ProviderError) in
            try session.exportWrapped(for: recipient, padding: padding.padding)
        }
        try file.write(blob.span.bytes)
        try file.commit()
    }
}

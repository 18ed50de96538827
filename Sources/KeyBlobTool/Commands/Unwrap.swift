internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// `keyblob unwrap`: SIMPLEBLOB to PLAINTEXTKEYBLOB.
struct Unwrap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a session key with an RSA key pair: SIMPLEBLOB to PLAINTEXTKEYBLOB.")

    @Option(help: ArgumentHelp("The PRIVATEKEYBLOB of the exchange key pair.", valueName: "private"))
    var key: FileArgument

    @OptionGroup var padding: PaddingOptions

    @Argument(help: "The SIMPLEBLOB.")
    var simple: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([key, simple]) }

    func run() throws {
        var file = try output.open(.secret)
        let pair = try KeyPair(reading: key)
        let wrapped = try KeyFile(simple)
        let session = try failing(wrapped.name) { () throws(ProviderError) in
            try SessionKey(
                importing: wrapped.blob.bytes, unwrappingWith: pair, padding: padding.padding, failure: .report)
        }
        talk.noteWeak(pair.publicKey.weakness, session.weakness)
        let blob = try failing(wrapped.name) { () throws(ProviderError) in try session.exportPlaintext() }
        try file.write(blob.bytes)
        try file.commit()
    }
}

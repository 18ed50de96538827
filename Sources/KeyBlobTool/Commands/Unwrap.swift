internal import ArgumentParser
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// `keyblob unwrap`: SIMPLEBLOB to PLAINTEXTKEYBLOB.
struct Unwrap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a session key with an RSA key pair: SIMPLEBLOB to PLAINTEXTKEYBLOB.")

    @OptionGroup var exchange: ExchangePairOptions

    @OptionGroup var password: PasswordOptions
    @OptionGroup var padding: PaddingOptions

    @Argument(help: "The SIMPLEBLOB.")
    var simple: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if !exchange.isGiven { throw ValidationError("give --key or --container") }
        try exchange.check(password)
        try FileArgument.checkStandardInput(exchange.files + [password.file, simple])
    }

    func run() throws {
        var file = try output.open(.secret)
        guard let pair = try exchange.read(password) else { return }
        let wrapped = try KeyFile(simple)
        try wrapped.requireBlob(.simple)
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

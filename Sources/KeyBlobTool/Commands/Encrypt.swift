internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob encrypt`: what `CryptEncrypt` does.
struct Encrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts data with a session key, as CryptEncrypt does: PKCS #5 padding in every mode, RC4 without.")

    @OptionGroup var cipher: CipherOptions

    @Argument(help: "The data.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([cipher.key, file]) }

    func run() throws {
        let stream = try DataStream(from: file, to: output, .open, quiet: talk.quiet)
        var key = try cipher.readKey()
        talk.noteWeak(key.weakness)
        try stream.run { (input, output) throws(TransferError) in
            try KeyStream.encrypt(&input, into: &output, with: &key)
        }
    }
}

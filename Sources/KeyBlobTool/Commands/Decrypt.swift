internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob decrypt`: what `CryptDecrypt` does.
struct Decrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts data with a session key, as CryptDecrypt does.",
        discussion: Integrity.warning)

    @OptionGroup var cipher: CipherOptions

    @Argument(help: "The ciphertext.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([cipher.key, file]) }

    func run() throws {
        let stream = try DataStream(from: file, to: output, .secret, quiet: talk.quiet)
        var key = try cipher.readKey()
        talk.noteWeak(key.weakness)
        try stream.run { (input, output) throws(TransferError) in
            try KeyStream.decrypt(&input, into: &output, with: &key)
        }
    }
}

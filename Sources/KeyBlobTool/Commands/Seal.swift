internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob seal`: whole files for CryptoAPI programs.
struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts a file for the owner of an RSA key, or with a password, as CryptoAPI programs do.",
        discussion: """
            With --to, the file begins with the session key in a SIMPLEBLOB. Without, it is encrypted with a key derived \
            from a password; hash and algorithm are not recorded, and who opens it must know them.

            \(Integrity.warning)
            """)

    @OptionGroup var format: SealedFormatOptions

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the recipient's exchange key.", valueName: "public"))
    var to: FileArgument?

    @OptionGroup var padding: PaddingOptions

    @Option(help: "The hash function of the password.")
    var hash: HashArgument?

    @OptionGroup var password: PasswordOptions

    @Option(help: "The algorithm of the session key.")
    var algorithm = AlgorithmArgument(.aes256, bits: nil)

    @Option(help: "The provider whose rules the session key follows.")
    var provider: Provider = .aes

    @Argument(help: "The file to seal.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        try password.check(against: to, named: "--to", hash)
        if to == nil && padding.oaep { throw ValidationError("--oaep goes with --to") }
        try FileArgument.checkStandardInput([to, password.file, file])
    }

    func run() throws {
        let stream = try DataStream(from: file, to: output, .open, quiet: talk.quiet)
        if let to {
            try seal(stream, for: PublicKey(reading: to), to.inputName)
        } else if let hash {
            var key = try password.deriveKey(hash, algorithm, provider, confirming: true)
            talk.noteWeak(key.weakness)
            try stream.run { (input, output) throws(TransferError) in
                try KeyStream.encrypt(&input, into: &output, with: &key)
            }
        }
    }

    private func seal(
        _ stream: consuming DataStream, for recipient: PublicKey, _ recipientName: String
    ) throws(Failure) {
        var key = try failing("--algorithm", illegal: .usage) { () throws(ProviderError) in
            try SessionKey(
                generating: algorithm.id, bits: algorithm.bits, provider: provider, allowing: .weakKeys)
        }
        talk.noteWeak(recipient.weakness, padding.weakness, key.weakness)
        try stream.run(about: recipientName) { (input, output) throws(TransferError) in
            try CapiFile.seal(&input, into: &output, with: &key, for: recipient, padding: padding.padding)
        }
    }
}

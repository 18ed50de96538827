internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob open`: whole files of CryptoAPI programs.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a file that a CryptoAPI program, or seal, has encrypted.",
        discussion: """
            With --key, the file's own BLOB names the algorithm. Without, the key is derived from a password, with the \
            hash and the algorithm that it was encrypted with.

            \(Integrity.warning)
            """)

    @OptionGroup var format: SealedFormatOptions

    @Option(help: ArgumentHelp("The PRIVATEKEYBLOB of the exchange key pair.", valueName: "private"))
    var key: FileArgument?

    @OptionGroup var padding: PaddingOptions

    @Option(help: "The hash function of the password.")
    var hash: HashArgument?

    @OptionGroup var password: PasswordOptions

    @Option(help: "The algorithm of the key that is derived from the password.")
    var algorithm: AlgorithmArgument?

    @Option(help: "The provider whose rules the session key follows.")
    var provider: Provider = .aes

    @Argument(help: "The file to open.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        try password.check(against: key, named: "--key", hash)
        if key == nil && padding.oaep { throw ValidationError("--oaep goes with --key") }
        if (key == nil) != (algorithm != nil) {
            throw ValidationError("--algorithm goes with a password, and a password with --algorithm")
        }
        try FileArgument.checkStandardInput([key, password.file, file])
    }

    func run() throws {
        let stream = try DataStream(from: file, to: output, .secret, quiet: talk.quiet)
        if let key {
            try open(stream, with: KeyPair(reading: key))
        } else if let hash, let algorithm {
            var key = try password.deriveKey(hash, algorithm, provider)
            talk.noteWeak(key.weakness)
            try stream.run { (input, output) throws(TransferError) in
                try KeyStream.decrypt(&input, into: &output, with: &key)
            }
        }
    }

    private func open(_ stream: consuming DataStream, with pair: borrowing KeyPair) throws(Failure) {
        try stream.run { (input, output) throws(TransferError) in
            var key = try CapiFile.readKey(
                from: &input, unwrappingWith: pair, padding: padding.padding, failure: .report, provider: provider)
            talk.noteWeak(pair.publicKey.weakness, key.weakness)
            try KeyStream.decrypt(&input, into: &output, with: &key)
        }
    }
}

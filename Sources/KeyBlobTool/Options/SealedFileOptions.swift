internal import ArgumentParser
internal import KeyProvider

/// The formats of whole encrypted files.
enum SealedFormat: String, ExpressibleByArgument, CaseIterable {
    /// `docs/sealed-file.md`.
    case keyblob
    /// What Microsoft's sample programs write.
    case capi
}

/// What `seal` and `open` have in common: all but the key of the other branch, and the algorithm.
struct SealedFileOptions: ParsableArguments {
    @Option(
        help: """
            The format of the sealed file: keyblob finds every change of it; capi is the layout of Microsoft's sample \
            programs.
            """)
    var format: SealedFormat = .keyblob

    @OptionGroup var padding: PaddingOptions

    @Option(help: "The hash function of the password.")
    var hash: HashArgument?

    @OptionGroup var password: PasswordOptions

    @Option(
        name: .customLong("provider"),
        help: "The provider whose rules the session key of --format capi follows (default: aes).")
    var givenProvider: Provider?

    var provider: Provider { givenProvider ?? .aes }

    @Argument(help: "The file.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    /// Refuses what the format keyblob settles by itself.
    func checkNothingOfCapi(_ algorithm: AlgorithmArgument?) throws {
        if hash != nil || padding.oaep || givenProvider != nil || algorithm != nil {
            throw ValidationError("--hash, --oaep, --provider and --algorithm go with --format capi")
        }
    }

    /// The two branches: a key, which `option` gives and which may be read from `files`, or else a password and its hash
    /// function.
    ///
    /// - Parameter takesPassword: the key's file may have a password of its own.
    func check(
        _ isKeyGiven: Bool, _ files: [FileArgument?], _ option: String, takesPassword: Bool = false
    ) throws {
        if isKeyGiven && (password.isGiven && !takesPassword || hash != nil) {
            throw ValidationError("\(option) and a password with its --hash exclude each other")
        }
        if !isKeyGiven && hash == nil { throw ValidationError("give \(option), or --hash for a password") }
        if !isKeyGiven && padding.oaep { throw ValidationError("--oaep goes with \(option)") }
        try FileArgument.checkStandardInput(files + [password.file, file])
    }

    func openStream(_ exposure: OutputFile.Exposure) throws(Failure) -> DataStream {
        try DataStream(from: file, to: output, exposure, quiet: talk.quiet)
    }
}

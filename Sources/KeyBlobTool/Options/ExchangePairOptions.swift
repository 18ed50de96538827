internal import ArgumentParser
internal import KeyProvider

/// Where the exchange key pair comes from: a file, or a container.
struct ExchangePairOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The exchange key pair: a PRIVATEKEYBLOB or a PVK file.", valueName: "private-file"))
    var key: FileArgument?

    @Option(
        help: ArgumentHelp("The key container with the exchange key pair, in place of --key.", valueName: "container"))
    var container: ContainerArgument?

    @OptionGroup var store: StoreOptions

    func validate() throws {
        if key != nil && container != nil { throw ValidationError("--key and --container exclude each other") }
    }

    var isGiven: Bool { key != nil || container != nil }

    /// Refuses what would be given for nothing: a password without a file, a store without a container.
    ///
    /// - Parameter signs: whether another option names a container of the store.
    func check(_ password: PasswordOptions, signs: Bool = false) throws {
        if password.isGiven && key == nil {
            throw ValidationError("a password and its --encoding go with --key: they are for PVK files")
        }
        if store.isGiven && container == nil && !signs {
            throw ValidationError("--machine and a passphrase go with --container")
        }
    }

    /// What of this is read as files, for the check that standard input is not read twice.
    var files: [FileArgument?] { [key, container == nil ? nil : store.file] }

    /// The pair; nil if no option gives one.
    ///
    /// - Parameter password: of a PVK file.
    func read(_ password: PasswordOptions) throws(Failure) -> KeyPair? {
        if let key { return try KeyPair(reading: key, password: password) }
        guard let container else { return nil }
        return try store.pair(.exchange, in: container)
    }
}

/// As ``ExchangePairOptions``, where one of them must be given, and the password of a file.
struct OwnPairOptions: ParsableArguments {
    @OptionGroup var exchange: ExchangePairOptions
    @OptionGroup var password: PasswordOptions

    func validate() throws {
        guard exchange.isGiven else { throw ValidationError("give --key or --container") }
        try exchange.check(password)
    }

    var files: [FileArgument?] { exchange.files + [password.file] }

    func read() throws(Failure) -> KeyPair {
        guard let pair = try exchange.read(password) else { throw Failure(.usage, "give --key or --container") }
        return pair
    }
}

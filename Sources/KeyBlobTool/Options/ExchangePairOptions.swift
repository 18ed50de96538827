internal import ArgumentParser
internal import KeyProvider

/// Where the exchange key pair comes from: a file, or a container.
struct ExchangePairOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The exchange key pair: a PRIVATEKEYBLOB or a PVK file.", valueName: "private"))
    var key: FileArgument?

    @Option(help: ArgumentHelp("The key container with the exchange key pair, in place of --key.", valueName: "name"))
    var container: ContainerArgument?

    @OptionGroup var store: StoreOptions

    func validate() throws {
        if key != nil && container != nil { throw ValidationError("--key and --container exclude each other") }
    }

    var isGiven: Bool { key != nil || container != nil }

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
    }

    var files: [FileArgument?] { exchange.files + [password.file] }

    func read() throws(Failure) -> KeyPair {
        guard let pair = try exchange.read(password) else { throw Failure(.usage, "give --key or --container") }
        return pair
    }
}

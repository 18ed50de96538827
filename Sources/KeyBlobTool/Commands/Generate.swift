internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// `keyblob generate`: new keys.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes new keys.", subcommands: [Exchange.self, Signature.self, Session.self])
}

extension Generate {
    /// A key pair that wraps session keys (AT_KEYEXCHANGE).
    struct Exchange: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an RSA key pair that wraps session keys: NAME.private and NAME.public.")

        @OptionGroup var pair: PairOptions

        func run() throws { try pair.generate(.exchange) }
    }

    /// A key pair that signs (AT_SIGNATURE).
    struct Signature: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an RSA key pair that signs: NAME.private and NAME.public.")

        @OptionGroup var pair: PairOptions

        func run() throws { try pair.generate(.signature) }
    }

    /// A session key.
    struct Session: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a session key: a PLAINTEXTKEYBLOB.")

        @Option(help: "The algorithm of the key.")
        var algorithm: AlgorithmArgument

        @OptionGroup var weak: WeakOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            var file = try output.open(.secret)
            let key = try failing("--algorithm", illegal: .usage) { () throws(ProviderError) in
                try SessionKey(generating: algorithm.id, bits: algorithm.bits, allowing: weak.allowance)
            }
            let blob = try failing("key") { () throws(ProviderError) in try key.exportPlaintext() }
            try file.write(blob.bytes)
            try file.commit()
        }
    }
}

/// Leave to make what is too weak for new data.
struct WeakOptions: ParsableArguments {
    @Flag(help: "Make the key even if it is weak: RSA below 2048 bits, DES, RC2, RC4, 3DES with two keys.")
    var allowWeak = false

    var allowance: Insecure? { allowWeak ? .weakKeys : nil }
}

/// What the two kinds of key pair have in common.
struct PairOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The length of the modulus: 384 to 16384, a multiple of 8.", valueName: "n"))
    var bits = 2048

    @Option(name: .shortAndLong, help: ArgumentHelp("Write NAME.private and NAME.public.", valueName: "name"))
    var output: FileArgument

    @Flag(help: "Replace the output files if they exist.")
    var force = false

    @OptionGroup var weak: WeakOptions

    func validate() throws {
        if output.isStandardStream { throw ValidationError("a key pair is two files: -o takes their name") }
    }

    func generate(_ purpose: KeyPurpose) throws(Failure) {
        var privateFile = try OutputFile(output.appending(".private"), replacing: force, .secret)
        var publicFile = try OutputFile(output.appending(".public"), replacing: force, .open)
        let pair = try failing("--bits \(bits)", illegal: .usage) { () throws(ProviderError) in
            try KeyPair(generating: purpose, bits: bits, allowing: weak.allowance)
        }
        let privateBlob = try failing("key") { () throws(ProviderError) in try pair.exportBlob() }
        let publicBlob = try failing("key") { () throws(ProviderError) in try pair.publicKey.exportBlob() }
        try privateFile.write(privateBlob.bytes)
        try publicFile.write(publicBlob.span.bytes)
        try OutputFile.commit(privateFile, publicFile)
    }
}

internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob open`: whole files of CryptoAPI programs.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a file that a CryptoAPI program, or seal, has encrypted.",
        discussion: """
            With --key or --container, the file's own BLOB names the algorithm. Without, the key is derived from a password, with the \
            hash and the algorithm that it was encrypted with.

            \(Integrity.warning)
            """)

    @OptionGroup var exchange: ExchangePairOptions

    @Option(help: "The algorithm of the key that is derived from the password.")
    var algorithm: AlgorithmArgument?

    @OptionGroup var sealed: SealedFileOptions

    func validate() throws {
        try sealed.check(
            exchange.isGiven, exchange.files, "--key or --container", takesPassword: exchange.key != nil)
        if exchange.isGiven == (algorithm != nil) {
            throw ValidationError("--algorithm goes with a password, and a password with --algorithm")
        }
    }

    func run() throws {
        let stream = try sealed.openStream(.secret)
        if let pair = try exchange.read(sealed.password) {
            try open(stream, with: pair)
        } else if let hash = sealed.hash, let algorithm {
            var key = try sealed.password.deriveKey(hash, algorithm, sealed.provider)
            sealed.talk.noteWeak(key.weakness)
            try stream.run { (input, output) throws(TransferError) in
                try KeyStream.decrypt(&input, into: &output, with: &key)
            }
        }
    }

    private func open(_ stream: consuming DataStream, with pair: borrowing KeyPair) throws(Failure) {
        try stream.run { (input, output) throws(TransferError) in
            var key = try CapiFile.readKey(
                from: &input, unwrappingWith: pair, padding: sealed.padding.padding, failure: .report,
                provider: sealed.provider)
            sealed.talk.noteWeak(pair.publicKey.weakness, key.weakness)
            try KeyStream.decrypt(&input, into: &output, with: &key)
        }
    }
}

internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob open`: whole files that seal or a CryptoAPI program has encrypted.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a file that seal, or a CryptoAPI program, has encrypted.",
        discussion: """
            Of the format keyblob nothing comes out that is not as it was sealed; into a pipe, what stands before a \
            damaged or missing part may have gone out by the time that it is noticed.

            With --format capi and --key or --container, the file's own BLOB names the algorithm. Without, the key is \
            derived from a password, with the hash and the algorithm that it was encrypted with. \(Integrity.warning)
            """)

    @OptionGroup var exchange: ExchangePairOptions

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of who must have signed the file.", valueName: "public-file"))
    var signer: FileArgument?

    @Option(
        help: ArgumentHelp(
            "Open these bytes of the plaintext alone, of a file that is no pipe; all from OFFSET on without a length.",
            valueName: "offset:length"))
    var range: RangeArgument?

    @Option(help: "The algorithm of the key that is derived from the password.")
    var algorithm: AlgorithmArgument?

    @OptionGroup var sealed: SealedFileOptions

    func validate() throws {
        switch sealed.format {
        case .keyblob:
            try sealed.checkNothingOfCapi(algorithm)
            guard exchange.isGiven else { throw ValidationError("give --key or --container") }
            try exchange.check(sealed.password)
            try FileArgument.checkStandardInput(exchange.files + [signer, sealed.password.file, sealed.file])
        case .capi:
            if signer != nil || range != nil { throw ValidationError("--format capi has no --signer and no --range") }
            try sealed.check(
                exchange.isGiven, exchange.files, "--key or --container", takesPassword: exchange.key != nil)
            if exchange.isGiven {
                try exchange.check(sealed.password)
            } else if exchange.store.isGiven {
                throw ValidationError("--machine and a passphrase go with --container")
            }
            if exchange.isGiven == (algorithm != nil) {
                throw ValidationError("--algorithm goes with a password, and a password with --algorithm")
            }
        }
    }

    func run() throws {
        let stream = try sealed.openStream(.secret)
        if let pair = try exchange.read(sealed.password) {
            if sealed.format == .keyblob { try open(stream, with: pair) } else { try openForCapi(stream, with: pair) }
        } else if let hash = sealed.hash, let algorithm {
            var key = try sealed.password.deriveKey(hash, algorithm, sealed.provider)
            sealed.talk.noteWeak(key.weakness)
            try stream.run { (input, output) throws(TransferError) in
                try KeyStream.decrypt(&input, into: &output, with: &key)
            }
        }
    }

    private func open(_ stream: consuming DataStream, with pair: borrowing KeyPair) throws(Failure) {
        var sender: PublicKey?
        if let signer { sender = try PublicKey(readingSigner: signer) }
        let unknown = "no sealed file; one that a CryptoAPI program encrypted needs --format capi"
        try stream.run(unknown: unknown) { (input, output) throws(TransferError) in
            var file = try SealedFileHeader(reading: &input).unlock(with: pair, sender: sender)
            sealed.talk.noteWeak(pair.publicKey.weakness, file.padding.weakness)
            if sender == nil, let claimed = file.header.signer {
                sealed.talk.note("signed by \(claimed), which was not checked: --signer does")
            }
            if let range {
                try file.open(from: range.offset, count: range.count, of: &input, into: &output)
            } else {
                try file.open(&input, into: &output)
            }
        }
    }

    private func openForCapi(_ stream: consuming DataStream, with pair: borrowing KeyPair) throws(Failure) {
        let unknown = "no SIMPLEBLOB is in front; one that was encrypted with a password needs --hash and --algorithm"
        try stream.run(unknown: unknown) { (input, output) throws(TransferError) in
            var key = try CapiFile.readKey(
                from: &input, unwrappingWith: pair, padding: sealed.padding.padding, failure: .report,
                provider: sealed.provider)
            sealed.talk.noteWeak(pair.publicKey.weakness, key.weakness)
            try KeyStream.decrypt(&input, into: &output, with: &key)
        }
    }
}

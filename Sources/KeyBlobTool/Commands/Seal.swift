internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob seal`: whole files for the owners of RSA keys, or for CryptoAPI programs.
struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Encrypts a file for the owners of RSA keys; or as CryptoAPI programs do, for one or with a password.",
        discussion: """
            The format keyblob is AES-256-GCM under a new session key, which the file begins with in a SIMPLEBLOB for \
            every recipient; whoever opens it notices any change.

            With --format capi and --to, the file begins with the session key in a SIMPLEBLOB. Without --to, it is \
            encrypted with a key derived from a password; hash and algorithm are not recorded, and who opens it must \
            know them. \(Integrity.warning)
            """)

    @OptionGroup var recipients: RecipientOptions

    @Option(help: "The algorithm of the session key of --format capi (default: aes-256).")
    var algorithm: AlgorithmArgument?

    @OptionGroup var sealed: SealedFileOptions
    @OptionGroup var store: StoreOptions

    func validate() throws {
        if store.isGiven && recipients.sign == nil {
            throw ValidationError("--machine and a passphrase go with --sign")
        }
        switch sealed.format {
        case .keyblob:
            try sealed.checkNothingOfCapi(algorithm)
            if recipients.files.isEmpty { throw ValidationError("give --to, once for every recipient") }
            if sealed.password.isGiven { throw ValidationError("a password goes with --format capi") }
            let passphrase = recipients.sign == nil ? nil : store.file
            try FileArgument.checkStandardInput(recipients.files + [passphrase, sealed.file])
        case .capi:
            try recipients.checkForCapi()
            try sealed.check(!recipients.to.isEmpty, recipients.to, "--to")
        }
    }

    func run() throws {
        let stream = try sealed.openStream(.open)
        if sealed.format == .keyblob {
            try seal(stream, for: recipients.read(sealed.talk))
        } else if let recipient = recipients.to.first {
            try sealForCapi(stream, PublicKey(reading: recipient), recipient.inputName)
        } else if let hash = sealed.hash {
            var key = try sealed.password.deriveKey(hash, capiAlgorithm, sealed.provider, confirming: true)
            sealed.talk.noteWeak(key.weakness)
            try stream.run { (input, output) throws(TransferError) in
                try KeyStream.encrypt(&input, into: &output, with: &key)
            }
        }
    }

    private var capiAlgorithm: AlgorithmArgument { algorithm ?? AlgorithmArgument(.aes256, bits: nil) }

    private func seal(_ stream: consuming DataStream, for keys: [SealedFileRecipient]) throws(Failure) {
        let signer = try recipients.signer(store)
        try stream.run { (input, output) throws(TransferError) in
            try SealedFile.seal(
                &input, into: &output, for: keys, signedBy: signer, allowing: recipients.allowance)
        }
    }

    private func sealForCapi(
        _ stream: consuming DataStream, _ recipient: PublicKey, _ recipientName: String
    ) throws(Failure) {
        var key = try failing("--algorithm", illegal: .usage) { () throws(ProviderError) in
            try SessionKey(
                generating: capiAlgorithm.id, bits: capiAlgorithm.bits, provider: sealed.provider, allowing: .weakKeys)
        }
        sealed.talk.noteWeak(recipient.weakness, sealed.padding.weakness, key.weakness)
        try stream.run(about: recipientName) { (input, output) throws(TransferError) in
            try CapiFile.seal(&input, into: &output, with: &key, for: recipient, padding: sealed.padding.padding)
        }
    }
}

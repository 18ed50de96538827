internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob seal`: whole files for CryptoAPI programs.
struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts a file for the owner of an RSA key, or with a password, as CryptoAPI programs do.",
        discussion: """
            With --to, the file begins with the session key in a SIMPLEBLOB. Without, it is encrypted with a key \
            derived from a password; hash and algorithm are not recorded, and who opens it must know them.

            \(Integrity.warning)
            """)

    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the recipient's exchange key.", valueName: "public"))
    var to: FileArgument?

    @Option(help: "The algorithm of the session key.")
    var algorithm = AlgorithmArgument(.aes256, bits: nil)

    @OptionGroup var sealed: SealedFileOptions

    func validate() throws {
        try sealed.check(to != nil, [to], "--to")
    }

    func run() throws {
        let stream = try sealed.openStream(.open)
        if let to {
            try seal(stream, for: PublicKey(reading: to), to.inputName)
        } else if let hash = sealed.hash {
            var key = try sealed.password.deriveKey(hash, algorithm, sealed.provider, confirming: true)
            sealed.talk.noteWeak(key.weakness)
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
                generating: algorithm.id, bits: algorithm.bits, provider: sealed.provider, allowing: .weakKeys)
        }
        sealed.talk.noteWeak(recipient.weakness, sealed.padding.weakness, key.weakness)
        try stream.run(about: recipientName) { (input, output) throws(TransferError) in
            try CapiFile.seal(&input, into: &output, with: &key, for: recipient, padding: sealed.padding.padding)
        }
    }
}

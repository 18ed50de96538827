internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// `keyblob derive`: what `CryptDeriveKey` does.
struct Derive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a session key from a password, as CryptDeriveKey does: a PLAINTEXTKEYBLOB.",
        discussion: """
            A PLAINTEXTKEYBLOB carries no salt. A key of 40 bits has 11 zero bytes of it by default, and encrypt and \
            decrypt know that; any other salt is printed as a note, and they must be told it with --salt.
            """)

    @Option(help: "The hash function of the password.")
    var hash: HashArgument

    @Option(help: "The algorithm of the key.")
    var algorithm: AlgorithmArgument

    @Option(help: "The provider whose rules are followed.")
    var provider: Provider = .aes

    @Option(
        help: ArgumentHelp(
            "The salt of an RC2 or RC4 key: of the hash (CRYPT_CREATE_SALT), none (CRYPT_NO_SALT), or these bytes.",
            valueName: "create|none|hex"))
    var salt: SaltArgument?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func run() throws {
        var file = try output.open(.secret)
        var key = try password.deriveKey(hash, algorithm, provider, salt: salt?.policy ?? .standard)
        try key.set(salt)
        talk.noteWeak(key.weakness)
        noteSalt(key)
        let blob = try failing("key") { () throws(ProviderError) in try key.exportPlaintext() }
        try file.write(blob.bytes)
        try file.commit()
    }

    /// What the BLOB does not carry.
    private func noteSalt(_ key: borrowing SessionKey) {
        let digits = Hex.digits(of: key.salt)
        switch salt {
        case _ where !key.takesSalt, nil where digits.isEmpty: break
        case nil: talk.note("salt \(digits), the default for a key of 40 bits: no --salt needed")
        case .some where digits.isEmpty: talk.note("no salt: give encrypt and decrypt --salt none")
        case .some: talk.note("salt \(digits): give encrypt and decrypt --salt \(digits)")
        }
    }
}

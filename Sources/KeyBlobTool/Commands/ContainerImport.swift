internal import ArgumentParser
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// `keyblob container import`: what `CryptImportKey` does with a PRIVATEKEYBLOB.
struct ContainerImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Puts the key pair of a PRIVATEKEYBLOB or a PVK file into the slot that it is for.")

    @OptionGroup var container: ContainerOptions

    @Argument(help: "The PRIVATEKEYBLOB, such as a .snk file with a pair, or the PVK file.")
    var file: FileArgument

    @Flag(help: "Replace the key pair in that slot if there is one.")
    var force = false

    @Flag(help: "The pair may never leave the container.")
    var notExportable = false

    @OptionGroup var password: PasswordOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws { try FileArgument.checkStandardInput([file, container.store.file, password.file]) }

    func run() throws {
        let key = try KeyFile(file)
        try key.requireBlob(.rsaPrivateKey)
        let pair = try key.keyPair(password, isExportable: !notExportable)
        talk.noteWeak(pair.publicKey.weakness)
        let opened = try container.open()
        do throws(ProviderError) {
            try opened.install(pair, replacing: force)
        } catch .store(.exists) {
            throw Failure(.exists, "\(container.subject): has a key pair for that use already; --force replaces it")
        } catch {
            throw Failure(error, container.subject)
        }
    }
}

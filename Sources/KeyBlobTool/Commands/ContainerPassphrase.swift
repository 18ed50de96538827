internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// `keyblob container passphrase`: who may open the store key.
struct ContainerPassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase",
        abstract: "Sets, changes or removes a store's passphrase; containers stay as they are.",
        discussion: """
            Without a passphrase the store key is in a file that only its owner can read. The old file may still be in \
            backups, and on the disk where that keeps what was written over.
            """)

    @OptionGroup var store: StoreOptions

    @Option(help: "Read the new passphrase from this file, but for one line ending at its end.")
    var newPassphraseFile: FileArgument?

    @Option(
        name: .customLong("new-passphrase-fd"),
        help: ArgumentHelp("Read the new passphrase from this file descriptor, likewise.", valueName: "n"))
    var newPassphraseDescriptor: Int32?

    @Flag(help: "Remove the passphrase.")
    var remove = false

    func validate() throws {
        try Password.checkSources(newPassphraseFile, newPassphraseDescriptor, "--new-passphrase")
        let new = newPassphraseDescriptor == 0 ? .standardStream : newPassphraseFile
        try FileArgument.checkStandardInput([store.file, new])
        if remove && (newPassphraseFile != nil || newPassphraseDescriptor != nil) {
            throw ValidationError("--remove and a new passphrase exclude each other")
        }
    }

    func run() throws {
        let opened = try store.openStore()
        guard !remove else {
            try failing("store") { () throws(ProviderError) in try opened.removePassphrase() }
            return
        }
        let passphrase = try Password.read(
            newPassphraseFile, newPassphraseDescriptor, orPrompt: "New passphrase", confirming: true,
            option: "--new-passphrase")
        guard passphrase.count > 0 else { throw Failure(.usage, "the new passphrase is empty") }
        try failing("store") { () throws(ProviderError) in try opened.setPassphrase(passphrase.bytes) }
    }
}

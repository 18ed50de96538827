internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// A store's next passphrase, or none.
struct NewPassphraseOptions: ParsableArguments {
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
        if remove && (newPassphraseFile != nil || newPassphraseDescriptor != nil) {
            throw ValidationError("--remove and a new passphrase exclude each other")
        }
    }

    /// The passphrase's source as a file, for the check that standard input is not read twice.
    var file: FileArgument? { newPassphraseDescriptor == 0 ? .standardStream : newPassphraseFile }

    /// Gives an open store the new passphrase, or takes its own away.
    ///
    /// - Parameter subject: what messages call the store.
    func apply(to store: ContainerStore, _ subject: String) throws(Failure) {
        if remove { return try failing(subject) { () throws(ProviderError) in try store.removePassphrase() } }
        let passphrase = try Password.read(
            newPassphraseFile, newPassphraseDescriptor, orPrompt: "New passphrase", confirming: true,
            option: "--new-passphrase")
        guard passphrase.count > 0 else { throw Failure(.usage, "the new passphrase is empty") }
        try failing(subject) { () throws(ProviderError) in try store.setPassphrase(passphrase.bytes) }
    }
}

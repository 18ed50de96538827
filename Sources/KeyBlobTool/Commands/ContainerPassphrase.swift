internal import ArgumentParser

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

    @OptionGroup var new: NewPassphraseOptions

    func validate() throws { try FileArgument.checkStandardInput([store.file, new.file]) }

    func run() throws { try new.apply(to: store.openStore(), "store") }
}

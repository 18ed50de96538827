internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob keys rewrap`: the next pair takes the place of the owner's.
struct KeysRewrap: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrap",
        abstract: "Wraps stored session keys for another exchange pair, which signs them from then on.",
        discussion: """
            The old pair opens them no more; it does open copies that somebody has kept. Each key's file is replaced whole. Keys \
            that are the new pair's already are left as they are, so that a run that was broken off can be repeated.
            """)

    @Argument(help: "What the keys are called. (default: all of the folder)")
    var names: [StoredKeyArgument] = []

    @Option(
        name: [.customLong("to-container"), .customLong("to")],
        help: ArgumentHelp(
            "The key container whose exchange pair wraps and signs from now on; --to is its old name.",
            valueName: "container"))
    var to: ContainerArgument

    @OptionGroup var owner: OwnerOptions
    @OptionGroup var keys: StoredKeyFolderOptions

    func run() throws {
        let store = try owner.store.openStore()
        let old = try store.pair(.exchange, in: owner.container)
        let new = try store.pair(.exchange, in: to)
        let names = try names.isEmpty ? keys.folder.names() : names.map(\.name)
        try ExitStatus.worst(of: names) { name throws(Failure) in try rewrap(name, old, new) }
    }

    private func rewrap(_ name: String, _ old: borrowing KeyPair, _ new: borrowing KeyPair) throws(Failure) {
        let stored = try keys.folder.read(name)
        let bytes: [UInt8]
        do throws(TransferError) {
            if try stored.exchange == KeyIdentity(of: new.publicKey) {
                _ = try stored.load(name, with: new, signedBy: new.publicKey)
                return
            }
            bytes = try stored.rewrapped(
                name, with: old, signedBy: old.publicKey, for: new.publicKey, signedBy: new)
        } catch {
            throw Failure(error, name)
        }
        var file = try keys.folder.create(name, replacing: true)
        try file.write(bytes.span.bytes)
        try file.commit()
    }
}

internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// A stored session key by its name.
struct StoredKeyArgument: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
        guard let text = TextArgument(argument: argument)?.text, !text.isEmpty, !text.utf8.contains(0),
            text.utf8.count <= StoredKey.longestName
        else { return nil }
        name = text
    }
}

/// The folder of stored keys.
struct StoredKeyFolderOptions: ParsableArguments {
    @Option(name: .customLong("folder"), help: ArgumentHelp("The folder of stored keys.", valueName: "dir"))
    var path: FileArgument

    var folder: StoredKeyFolder { StoredKeyFolder(path) }
}

/// The container whose exchange pair stored keys are wrapped for and signed by.
struct OwnerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The key container whose exchange pair wraps and signs.", valueName: "container"))
    var container: ContainerArgument

    @OptionGroup var store: StoreOptions

    func pair() throws(Failure) -> KeyPair { try store.pair(.exchange, in: container) }
}

extension OutputFile {
    /// Writes a stored key, wrapped for and signed by its owner's pair; it has to be committed.
    mutating func write(_ key: borrowing SessionKey, as name: String, of owner: borrowing KeyPair) throws(Failure) {
        let bytes = try transferring(name) { () throws(TransferError) in
            try StoredKey.save(key, as: name, for: owner.publicKey, signedBy: owner)
        }
        try write(bytes.span.bytes)
    }
}

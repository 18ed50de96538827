internal import ArgumentParser
internal import CipherCore
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob keys`: stored session keys.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps session keys in a folder: wrapped for their owner, and signed by him.",
        discussion: """
            Beside the SIMPLEBLOB a stored key has what no BLOB carries: salt, IV, mode, effective key length, permissions and \
            provider. The owner's exchange pair wraps and signs; whoever else can write to the folder can take keys away, or \
            put an older one of the same name in their place, and no other.
            """,
        subcommands: [KeysSave.self, KeysLoad.self, KeysList.self, KeysRewrap.self, KeysRemove.self])
}

/// `keyblob keys save`.
struct KeysSave: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "save", abstract: "Stores a session key.")

    @Argument(help: "What the key is called.")
    var name: StoredKeyArgument

    @OptionGroup var session: SessionKeyOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var keys: StoredKeyFolderOptions

    @Flag(help: "Replace a key of that name.")
    var force = false

    func validate() throws { try FileArgument.checkStandardInput([session.key, owner.store.file]) }

    func run() throws {
        let key = try session.readKey()
        let pair = try owner.pair()
        var file = try keys.folder.create(name.name, replacing: force)
        try file.write(key, as: name.name, of: pair)
        try file.commit()
    }
}

/// `keyblob keys load`.
struct KeysLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Writes a stored session key as a PLAINTEXTKEYBLOB, and says with what options it goes on.")

    @Argument(help: "What the key is called.")
    var name: StoredKeyArgument

    @OptionGroup var owner: OwnerOptions
    @OptionGroup var keys: StoredKeyFolderOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func run() throws {
        var file = try output.open(.secret)
        let stored = try keys.folder.read(name.name)
        let pair = try owner.pair()
        let key = try transferring(name.name) { () throws(TransferError) in
            try stored.load(name.name, with: pair, signedBy: pair.publicKey)
        }
        let blob = try failing(name.name) { () throws(ProviderError) in try key.exportPlaintext() }
        talk.note(Self.options(of: key))
        try file.write(blob.bytes)
        try file.commit()
    }

    /// What `encrypt` and `decrypt` must be told of the key.
    private static func options(of key: borrowing SessionKey) -> String {
        var options = "--provider \(key.provider.rawValue)"
        if key.blockByteCount != nil {
            let mode = SessionKeyOptions.Mode.allCases.first { $0.cipherMode == key.mode }
            options += " --mode \(mode?.rawValue ?? "")"
            if mode != .ecb { options += " --iv \(Hex.digits(of: key.initializationVector))" }
        }
        if key.takesSalt {
            options += " --salt \(key.salt.isEmpty ? "none" : Hex.digits(of: key.salt))"
        }
        if key.algorithm == .rc2 { options += " --effective-bits \(key.effectiveKeyBitLength)" }
        return options
    }
}

/// `keyblob keys list`.
struct KeysList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the stored session keys, one a line; nothing is verified.")

    @Flag(help: "Print JSON: one object a line for each key.")
    var json = false

    @OptionGroup var keys: StoredKeyFolderOptions

    func run() throws {
        let names = try keys.folder.names()
        var lines: [String] = []
        let result = Result { () throws(ExitStatus) in
            try ExitStatus.worst(of: names) { (name) throws(Failure) in
                lines.append(line(name, try keys.folder.read(name)))
            }
        }
        try OutputFile.say(lines)
        try result.get()
    }

    private func line(_ name: String, _ stored: StoredKey) -> String {
        guard json else { return "\(Talk.oneLine(name))  \(stored.algorithm)  \(stored.signer)" }
        return JSON.object([
            "schema": .number(1), "name": .string(name), "algorithm": .string("\(stored.algorithm)"),
            "exchange": .string("\(stored.exchange)"), "signer": .string("\(stored.signer)"),
            "saved": .string(String(stored.saved)),
        ]).text
    }
}

/// `keyblob keys remove`.
struct KeysRemove: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Removes a stored session key.")

    @Argument(help: "What the key is called.")
    var name: StoredKeyArgument

    @OptionGroup var keys: StoredKeyFolderOptions

    func run() throws { try keys.folder.remove(name.name) }
}

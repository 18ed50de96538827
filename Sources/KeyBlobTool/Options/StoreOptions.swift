internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// Which store of key containers, and its passphrase, which never stands on the command line.
struct StoreOptions: ParsableArguments {
    @Flag(help: "Use the machine's store, not the user's.")
    var machine = false

    @Option(help: "Read the store's passphrase from this file, but for one line ending at its end.")
    var passphraseFile: FileArgument?

    @Option(
        name: .customLong("passphrase-fd"),
        help: ArgumentHelp("Read the store's passphrase from this file descriptor, likewise.", valueName: "n"))
    var passphraseDescriptor: Int32?

    func validate() throws {
        try Password.checkSources(passphraseFile, passphraseDescriptor, "--passphrase")
    }

    var isGiven: Bool { machine || isPassphraseGiven }
    var isPassphraseGiven: Bool { passphraseFile != nil || passphraseDescriptor != nil }

    /// The passphrase's source as a file, for the check that standard input is not read twice.
    var file: FileArgument? { passphraseDescriptor == 0 ? .standardStream : passphraseFile }

    /// The store, closed if it has a passphrase: for what needs no key.
    func store() throws(Failure) -> ContainerStore { try Self.store(ofMachine: machine) }

    static func store(ofMachine machine: Bool) throws(Failure) -> ContainerStore {
        if machine { return .machine }
        return try failing("home directory") { () throws(ProviderError) in try ContainerStore.user }
    }

    /// The store, open; asks for its passphrase if it has one and no option gives it.
    func openStore() throws(Failure) -> ContainerStore {
        let store = try store()
        guard try store.isClosed("store") else { return store }
        let passphrase = try Password.read(
            passphraseFile, passphraseDescriptor, orPrompt: "Passphrase", confirming: false, option: "--passphrase")
        try failing("passphrase") { () throws(ProviderError) in try store.unlock(passphrase: passphrase.bytes) }
        return store
    }

    /// A pair of an RSA container.
    func pair(_ purpose: KeyPurpose, in container: ContainerArgument) throws(Failure) -> KeyPair {
        try openStore().pair(purpose, in: container)
    }
}

extension ContainerStore {
    /// Whether it has a passphrase; one that is not there yet has none.
    ///
    /// - Parameter subject: what messages call the store.
    func isClosed(_ subject: String) throws(Failure) -> Bool {
        do throws(ProviderError) { return try hasPassphrase } catch .store(.missing) { return false } catch {
            throw Failure(error, subject)
        }
    }

    /// A pair of an RSA container, of a store that is open.
    func pair(_ purpose: KeyPurpose, in container: ContainerArgument) throws(Failure) -> KeyPair {
        try failing(container.subject) { () throws(ProviderError) in
            try open(container.name, for: .aes).keyPair(purpose)
        }
    }
}

/// The name of a key container, in UTF-8.
struct ContainerArgument: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
        guard let name = String(validating: RawArguments.bytes(of: argument), as: UTF8.self) else { return nil }
        self.name = name
    }

    /// What messages call the container.
    var subject: String { name.isEmpty ? "default container" : "container \(name)" }
}

/// One container of a store.
struct ContainerOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The container; an empty name is the default container.", valueName: "container"))
    var container: ContainerArgument

    @Option(help: "The provider: RSA providers share their containers, DSS and Diffie-Hellman providers theirs.")
    var provider: Provider = .aes

    @OptionGroup var store: StoreOptions

    var subject: String { container.subject }

    /// Opens the container.
    func open() throws(Failure) -> KeyContainer {
        let store = try store.openStore()
        return try failing(subject) { () throws(ProviderError) in try store.open(container.name, for: provider) }
    }
}

/// A slot of a container by its name.
enum SlotArgument: String, ExpressibleByArgument, CaseIterable {
    case exchange
    case signature

    var purpose: KeyPurpose { self == .exchange ? .exchange : .signature }
}

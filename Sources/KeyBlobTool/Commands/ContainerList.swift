internal import ArgumentParser
internal import KeyProvider
internal import KeyTransfer

/// `keyblob container list`: what PP_ENUMCONTAINERS does.
struct ContainerList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the key containers of a store, one a line; without --identities it takes no passphrase.")

    @Flag(help: "Print JSON: one object a line for each container.")
    var json = false

    @Flag(help: "Open the containers, and list the identities of their exchange and signature keys.")
    var identities = false

    @Option(help: "Only those that this provider opens.")
    var provider: Provider?

    @OptionGroup var store: StoreOptions

    func validate() throws {
        if !identities && store.isPassphraseGiven { throw ValidationError("a passphrase goes with --identities") }
    }

    func run() throws {
        let store = try identities ? store.openStore() : store.store()
        var entries: [(name: String, provider: Provider)] = []
        for family in ProviderFamily.allCases where provider == nil || provider?.family == family {
            guard let provider = provider ?? Provider.allCases.first(where: { $0.family == family }) else { continue }
            let names = try failing("store") { () throws(ProviderError) in try store.names(for: provider) }
            entries += names.map { ($0, provider) }
        }
        var output = OutputFile()
        try ExitStatus.worst(of: entries) { (name, provider) throws(Failure) in
            try output.write(line(name, provider, store).utf8Span.span.bytes)
        }
    }

    private func line(_ name: String, _ provider: Provider, _ store: ContainerStore) throws(Failure) -> String {
        var identity: [KeyPurpose: KeyIdentity] = [:]
        if identities {
            let container = try failing("container \(name)") { () throws(ProviderError) in
                try store.open(name, for: provider)
            }
            for slot in [KeyPurpose.exchange, .signature] {
                identity[slot] = try container.identity(slot)
            }
        }
        guard json else { return text(name, provider.family, identity) }
        return JSON.object([
            "schema": .number(1), "name": .string(name), "family": .string(provider.family.rawValue),
            "scope": .string(self.store.machine ? "machine" : "user"),
            "identities": identities ? object(identity) : .null,
        ]).text + "\n"
    }

    private func object(_ identity: [KeyPurpose: KeyIdentity]) -> JSON {
        let (exchange, signature) = (identity[.exchange], identity[.signature])
        return .object([
            "exchange": exchange.map { .string("\($0)") } ?? .null,
            "signature": signature.map { .string("\($0)") } ?? .null,
        ])
    }

    private func text(_ name: String, _ family: ProviderFamily, _ identity: [KeyPurpose: KeyIdentity]) -> String {
        var line = "\(family.rawValue)  \(Talk.oneLine(name))"
        if identities {
            for slot in [KeyPurpose.exchange, .signature] { line += "  \(identity[slot].map { "\($0)" } ?? "-")" }
        }
        return line + "\n"
    }
}

extension KeyContainer {
    /// The identity of the key in a slot, by which messages, receipts and lists call it; nil for an empty slot.
    func identity(_ slot: KeyPurpose) throws(Failure) -> KeyIdentity? {
        let name = "container \(name)"
        let key = try failing(name) { () throws(ProviderError) in
            try hasKeyPair(slot) ? try keyPair(slot).publicKey : nil
        }
        guard let key else { return nil }
        return try transferring(name) { () throws(TransferError) in try KeyIdentity(of: key) }
    }
}

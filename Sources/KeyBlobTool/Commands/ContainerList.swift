internal import ArgumentParser
internal import KeyProvider

/// `keyblob container list`: what PP_ENUMCONTAINERS does.
struct ContainerList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the key containers of a store, one a line; it takes no passphrase.")

    @Flag(help: "Print JSON: one object a line for each container.")
    var json = false

    @Option(help: "Only those that this provider opens.")
    var provider: Provider?

    @Flag(help: "Use the machine's store, not the user's.")
    var machine = false

    func run() throws {
        let store = try StoreOptions.store(ofMachine: machine)
        var output = OutputFile()
        for family in ProviderFamily.allCases where provider == nil || provider?.family == family {
            guard let provider = provider ?? Provider.allCases.first(where: { $0.family == family }) else { continue }
            let names = try failing("store") { () throws(ProviderError) in try store.names(for: provider) }
            for name in names { try output.write(line(name, family).utf8Span.span.bytes) }
        }
    }

    private func line(_ name: String, _ family: ProviderFamily) -> String {
        guard json else { return "\(family.rawValue)  \(Talk.oneLine(name))\n" }
        return JSON.object([
            "schema": .number(1), "name": .string(name), "family": .string(family.rawValue),
            "scope": .string(machine ? "machine" : "user"),
        ]).text + "\n"
    }
}

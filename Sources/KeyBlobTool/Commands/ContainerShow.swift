internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// `keyblob container show`: what is in a container, but no key.
struct ContainerShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Says what a key container holds: of the keys, algorithm, length and identity.")

    @OptionGroup var container: ContainerOptions

    @Flag(help: "Print JSON: one object on a line.")
    var json = false

    func run() throws {
        let opened = try container.open()
        let identities = Identities(
            exchange: try opened.identity(.exchange), signature: try opened.identity(.signature))
        let text = try failing(container.subject) { () throws(ProviderError) in
            try json ? jsonReport(opened, identities) : textReport(opened, identities)
        }
        var output = OutputFile()
        try output.write(text.utf8Span.span.bytes)
    }

    /// Of the keys in the slots.
    private struct Identities {
        let exchange: KeyIdentity?
        let signature: KeyIdentity?
    }

    private func textReport(_ container: KeyContainer, _ identities: Identities) throws(ProviderError) -> String {
        let rows = [
            ("name", Talk.oneLine(container.name)), ("unique name", try container.uniqueName),
            ("family", container.provider.family.rawValue), ("scope", scope(of: container)),
            ("revision", String(try container.revision)),
            ("exchange", try words(container, .exchange, identities.exchange)),
            ("signature", try words(container, .signature, identities.signature)),
        ]
        return rows.map { $0 + String(repeating: " ", count: 13 - $0.count) + $1 + "\n" }.joined()
    }

    private func words(
        _ container: KeyContainer, _ slot: KeyPurpose, _ identity: KeyIdentity?
    ) throws(ProviderError) -> String {
        guard let identity else { return "none" }
        let pair = try container.keyPair(slot)
        let exportable = pair.isExportable ? "exportable" : "not exportable"
        return "\(pair.algorithm), \(pair.bitLength) bits, \(exportable)\n             identity \(identity)"
    }

    private func jsonReport(_ container: KeyContainer, _ identities: Identities) throws(ProviderError) -> String {
        JSON.object([
            "schema": .number(1),
            "name": .string(container.name),
            "uniqueName": .string(try container.uniqueName),
            "family": .string(container.provider.family.rawValue),
            "scope": .string(scope(of: container)),
            "revision": .string(String(try container.revision)),
            "exchange": try object(container, .exchange, identities.exchange),
            "signature": try object(container, .signature, identities.signature),
        ]).text + "\n"
    }

    private func object(
        _ container: KeyContainer, _ slot: KeyPurpose, _ identity: KeyIdentity?
    ) throws(ProviderError) -> JSON {
        guard let identity else { return .null }
        let pair = try container.keyPair(slot)
        return .object([
            "algorithm": .string("\(pair.algorithm)"), "bits": .number(UInt64(pair.bitLength)),
            "exportable": .bool(pair.isExportable), "identity": .string("\(identity)"),
        ])
    }

    private func scope(of container: KeyContainer) -> String { container.scope == .machine ? "machine" : "user" }
}

internal import ArgumentParser
internal import KeyBlob
internal import KeyProvider

/// `keyblob container show`: what is in a container, but no key.
struct ContainerShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Says what a key container holds: of the keys, algorithm and length.")

    @OptionGroup var container: ContainerOptions

    @Flag(help: "Print JSON: one object on a line.")
    var json = false

    func run() throws {
        let opened = try container.open()
        let text = try failing(container.subject) { () throws(ProviderError) in
            try json ? jsonReport(opened) : textReport(opened)
        }
        var output = OutputFile()
        try output.write(text.utf8Span.span.bytes)
    }

    private func textReport(_ container: KeyContainer) throws(ProviderError) -> String {
        let rows = [
            ("name", Talk.oneLine(container.name)), ("unique name", try container.uniqueName),
            ("family", container.provider.family.rawValue), ("scope", scope(of: container)),
            ("revision", String(try container.revision)), ("exchange", try words(container, .exchange)),
            ("signature", try words(container, .signature)),
        ]
        return rows.map { $0 + String(repeating: " ", count: 13 - $0.count) + $1 + "\n" }.joined()
    }

    private func words(_ container: KeyContainer, _ slot: KeyPurpose) throws(ProviderError) -> String {
        guard try container.hasKeyPair(slot) else { return "none" }
        let pair = try container.keyPair(slot)
        return "\(pair.algorithm), \(pair.bitLength) bits, \(pair.isExportable ? "exportable" : "not exportable")"
    }

    private func jsonReport(_ container: KeyContainer) throws(ProviderError) -> String {
        JSON.object([
            "schema": .number(1),
            "name": .string(container.name),
            "uniqueName": .string(try container.uniqueName),
            "family": .string(container.provider.family.rawValue),
            "scope": .string(scope(of: container)),
            "revision": .string(String(try container.revision)),
            "exchange": try object(container, .exchange),
            "signature": try object(container, .signature),
        ]).text + "\n"
    }

    private func object(_ container: KeyContainer, _ slot: KeyPurpose) throws(ProviderError) -> JSON {
        guard try container.hasKeyPair(slot) else { return .null }
        let pair = try container.keyPair(slot)
        return .object([
            "algorithm": .string("\(pair.algorithm)"), "bits": .number(UInt64(pair.bitLength)),
            "exportable": .bool(pair.isExportable),
        ])
    }

    private func scope(of container: KeyContainer) -> String { container.scope == .machine ? "machine" : "user" }
}

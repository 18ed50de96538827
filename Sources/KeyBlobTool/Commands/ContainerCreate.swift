internal import ArgumentParser
internal import KeyProvider

/// `keyblob container create`: what `CryptAcquireContext` does with CRYPT_NEWKEYSET, and `CryptGenKey` after it.
struct ContainerCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a key container, and new key pairs in it.")

    @OptionGroup var container: ContainerOptions

    @Option(help: "Make a key pair for this use; may be given for both.")
    var generate: [SlotArgument] = []

    @Option(help: ArgumentHelp("The length of the modulus, or of p. (default: 2048)", valueName: "n"))
    var bits: Int?

    @Flag(help: "The pairs may never leave the container.")
    var notExportable = false

    @OptionGroup var weak: WeakOptions

    func validate() throws {
        if Set(generate).count < generate.count { throw ValidationError("--generate takes each use once") }
        if generate.isEmpty && bits != nil { throw ValidationError("--bits goes with --generate") }
        if generate.isEmpty && notExportable { throw ValidationError("--not-exportable goes with --generate") }
    }

    func run() throws {
        let store = try container.store.openStore()
        let exchange = try pair(.exchange)
        let signature = try pair(.signature)
        try failing(container.subject) { () throws(ProviderError) in
            let made = try store.create(container.container.name, for: container.provider)
            try exchange.map { pair throws(ProviderError) in try made.install(pair.value) }
            try signature.map { pair throws(ProviderError) in try made.install(pair.value) }
        }
    }

    /// A new pair, if one is asked for.
    private func pair(_ slot: SlotArgument) throws(Failure) -> Made? {
        guard generate.contains(slot) else { return nil }
        guard let algorithm = container.provider.pairAlgorithm(slot.purpose) else {
            throw Failure(.usage, "--provider \(container.provider.rawValue): has no \(slot.rawValue) key pairs")
        }
        return try failing("--bits \(bits ?? 2048)", illegal: .usage) { () throws(ProviderError) in
            Made(
                try KeyPair(
                    generating: algorithm, bits: bits ?? 2048, provider: container.provider,
                    isExportable: !notExportable, allowing: weak.allowance))
        }
    }

    /// A pair until it is installed.
    private final class Made {
        let value: KeyPair
        init(_ value: consuming KeyPair) { self.value = value }
    }
}

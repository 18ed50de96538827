internal import ArgumentParser
internal import KeyProvider

/// `keyblob container delete`: what `CryptAcquireContext` does with CRYPT_DELETEKEYSET.
struct ContainerDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes a key container and the key pairs in it; it takes no passphrase.")

    @OptionGroup var container: ContainerOptions

    func run() throws {
        let store = try container.store.store()
        try failing(container.subject) { () throws(ProviderError) in
            try store.delete(container.container.name, for: container.provider)
        }
    }
}

internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// `keyblob container export`: what `CryptExportKey` does with a container's pair.
struct ContainerExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a key pair of a container as a PRIVATEKEYBLOB, in the clear, or its public half.")

    @OptionGroup var container: ContainerOptions

    @Argument(help: "The key pair's use.")
    var slot: SlotArgument

    @Flag(help: "Write the PUBLICKEYBLOB.")
    var `public` = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        var file = try output.open(`public` ? .open : .secret)
        let opened = try container.open()
        let pair = try failing(container.subject) { () throws(ProviderError) in try opened.keyPair(slot.purpose) }
        if `public` {
            let blob = try failing(container.subject) { () throws(ProviderError) in try pair.publicKey.exportBlob() }
            try file.write(blob.span.bytes)
        } else {
            let blob = try failing(container.subject) { () throws(ProviderError) in try pair.exportBlob() }
            try file.write(blob.bytes)
        }
        try file.commit()
    }
}

internal import ArgumentParser
internal import KeyTransfer

/// `keyblob decrypt`: what `CryptDecrypt` does.
struct Decrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts data with a session key, as CryptDecrypt does.",
        discussion: Integrity.warning)

    @OptionGroup var cipher: CipherOptions

    func run() throws {
        try cipher.run(.secret) { (input, output, key) throws(TransferError) in
            try KeyStream.decrypt(&input, into: &output, with: &key)
        }
    }
}

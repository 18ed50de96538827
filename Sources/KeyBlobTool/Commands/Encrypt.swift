internal import ArgumentParser
internal import KeyTransfer

/// `keyblob encrypt`: what `CryptEncrypt` does.
struct Encrypt: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts data with a session key, as CryptEncrypt does: PKCS #5 padding in every mode, RC4 without.")

    @OptionGroup var cipher: CipherOptions

    func run() throws {
        try cipher.run(.open) { (input, output, key) throws(TransferError) in
            try KeyStream.encrypt(&input, into: &output, with: &key)
        }
    }
}

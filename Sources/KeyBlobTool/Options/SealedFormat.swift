internal import ArgumentParser

/// The formats of whole encrypted files.
enum SealedFormat: String, ExpressibleByArgument, CaseIterable {
    /// What Microsoft's sample programs write.
    case capi
}

/// Which format a file has; the user must say, until there is one of our own that could be the default.
struct SealedFormatOptions: ParsableArguments {
    @Option(help: "The format of the sealed file: capi is the layout of Microsoft's sample programs. Required.")
    var format: SealedFormat?

    func validate() throws {
        if format == nil {
            throw ValidationError("--format capi is required: there is no sealed file of keyblob's own yet")
        }
    }
}

/// What the help of commands says whose data has no integrity.
enum Integrity {
    static let warning = """
        This encryption has no integrity: a bit flipped in the ciphertext is noticed only where it damages the padding of \
        the last block, and with RC4 never; elsewhere it cannot be. Plaintext that has been written to a pipe cannot be \
        taken back when the last block turns out damaged; with -o FILE nothing is left behind.
        """
}

internal import ArgumentParser
internal import CipherCore
internal import KeyProvider

/// Where a password comes from: never from the command line, which everybody on the machine can read.
struct PasswordOptions: ParsableArguments {
    /// The bytes that a password becomes before it is hashed.
    enum Encoding: String, ExpressibleByArgument, CaseIterable {
        /// The bytes as they come.
        case ansi
        /// UTF-16LE, made from UTF-8.
        case utf16LittleEndian = "utf-16le"
    }

    @Option(help: "Read the password from this file, but for one line ending at its end.")
    var passwordFile: FileArgument?

    @Option(
        name: .customLong("password-fd"),
        help: ArgumentHelp("Read the password from this file descriptor, likewise.", valueName: "n"))
    var passwordDescriptor: Int32?

    @Option(
        help: """
            What of the password is hashed: ansi, its bytes unchanged, as programs with char strings and the PVK tools do; \
            utf-16le, UTF-16 made from UTF-8 (little-endian, without terminator or byte order mark), as programs with \
            WCHAR strings do. (default: ansi)
            """)
    var encoding: Encoding?

    func validate() throws {
        try Password.checkSources(passwordFile, passwordDescriptor, "--password")
    }

    var isGiven: Bool { passwordFile != nil || passwordDescriptor != nil || encoding != nil }

    /// The password's source as a file, for the check that standard input is not read twice.
    var file: FileArgument? { passwordDescriptor == 0 ? .standardStream : passwordFile }

    /// Reads the password, or asks for it on the terminal.
    func read(confirming: Bool) throws(Failure) -> SecretBytes {
        let password = try Password.read(passwordFile, passwordDescriptor, confirming: confirming)
        return try encoding == .utf16LittleEndian ? Password.utf16LittleEndian(password) : password
    }

    /// The session key of the password (`CryptDeriveKey`).
    func deriveKey(
        _ hash: HashArgument, _ algorithm: AlgorithmArgument, _ provider: Provider, salt: SaltPolicy = .standard,
        confirming: Bool = false
    ) throws(Failure) -> SessionKey {
        let password = try read(confirming: confirming)
        return try failing("derivation", illegal: .usage) { () throws(ProviderError) in
            try SessionKey(
                derivingFromPassword: password.bytes, hash: hash.id, algorithm: algorithm.id, bits: algorithm.bits,
                provider: provider, salt: salt)
        }
    }
}

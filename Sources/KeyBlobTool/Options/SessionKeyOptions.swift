internal import ArgumentParser
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A session key, and what no BLOB says of it.
struct SessionKeyOptions: ParsableArguments {
    /// The modes by their names in CryptoAPI; its CFB works on 8 bits at a time.
    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case cbc
        case ecb
        case cfb

        var cipherMode: CipherMode {
            switch self {
            case .cbc: .cbc
            case .ecb: .ecb
            case .cfb: .cfb8
            }
        }
    }

    @Option(help: "The PLAINTEXTKEYBLOB with the session key.")
    var key: FileArgument

    @Option(help: "The mode of a block cipher. (default: cbc; cfb is CFB-8)")
    var mode: Mode?

    @Option(help: ArgumentHelp("The IV, one block. (default: zeros)", valueName: "hex"))
    var iv: HexArgument?

    @Option(
        help: ArgumentHelp(
            "The salt of an RC2 or RC4 key. (default: 11 zero bytes for a 40-bit key, else none)",
            valueName: "hex|none"))
    var salt: SaltArgument?

    @Option(help: ArgumentHelp("RC2's effective key length, in bits. (default: the key's length)", valueName: "n"))
    var effectiveBits: Int?

    @Option(help: "The provider whose rules the key follows.")
    var provider: Provider = .aes

    func validate() throws {
        if mode == .ecb && iv != nil { throw ValidationError("--mode ecb has no IV, and takes no --iv") }
        if case .create? = salt { throw ValidationError("--salt create is for derive: here the salt exists") }
    }

    /// Reads the key and gives it its parameters.
    func readKey() throws(Failure) -> SessionKey {
        var session = try SessionKey(reading: key, provider: provider, salt: salt?.policy ?? .standard)
        if case .some(.none) = salt, !session.takesSalt { throw session.refusalOfSalt }
        try session.set(salt)
        try session.set(mode, "--mode needs a block cipher") { (key, mode) throws(ProviderError) in
            try key.setMode(mode.cipherMode)
        }
        try session.set(iv, "--iv needs a block cipher, and the bytes of one block") {
            (key, iv) throws(ProviderError) in
            try key.setInitializationVector(iv.bytes.span.bytes)
        }
        try session.set(
            effectiveBits, "--effective-bits needs RC2, and 1 to 1024 bits; with the base provider 40"
        ) { (key, bits) throws(ProviderError) in
            try key.setEffectiveKeyBitLength(bits)
        }
        return session
    }
}

extension SessionKey {
    var takesSalt: Bool { algorithm == .rc2 || algorithm == .rc4 }

    fileprivate var refusalOfSalt: Failure { Failure(.usage, "--salt needs RC2 or RC4; the key is \(algorithm)") }

    /// Sets the salt if its bytes are given; the other choices were made when the key was.
    mutating func set(_ salt: SaltArgument?) throws(Failure) {
        guard case .bytes(let bytes)? = salt else { return }
        try set(bytes, "--salt needs RC2 or RC4, and at most 24 bytes") { (key, salt) throws(ProviderError) in
            try key.setSalt(salt.span.bytes)
        }
    }

    /// Sets a parameter if it is given; `need` says what option it is and what that takes.
    fileprivate mutating func set<Value>(
        _ value: Value?, _ need: String, _ change: (inout SessionKey, Value) throws(ProviderError) -> Void
    ) throws(Failure) {
        guard let value else { return }
        do throws(ProviderError) {
            try change(&self, value)
        } catch .unsuitableKey, .illegalParameter {
            throw Failure(.usage, "\(need); the key is \(algorithm)")
        } catch {
            throw Failure(error, need)
        }
    }
}

public import ArgumentParser
internal import CipherCore
internal import KeyBlob
public import KeyProvider

extension Provider: ExpressibleByArgument {}

/// The salt of an RC2 or RC4 key, which no BLOB carries.
enum SaltArgument: ExpressibleByArgument {
    case create
    case none
    case bytes([UInt8])

    init?(argument: String) {
        switch argument.lowercased() {
        case "create": self = .create
        case "none": self = .none
        default:
            guard let hex = HexArgument(argument: argument) else { return nil }
            self = .bytes(hex.bytes)
        }
    }

    /// The rule that a new key follows; the bytes, if any, are set later.
    var policy: SaltPolicy {
        switch self {
        case .create: .create
        case .none: .none
        case .bytes: .standard
        }
    }
}

/// The key parameters of `encrypt` and `decrypt`.
struct CipherOptions: ParsableArguments {
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
        if case .create? = salt { throw ValidationError("--salt create is for derive: here the salt exists") }
    }

    /// Reads the key and gives it its parameters.
    func readKey() throws(Failure) -> SessionKey {
        var session = try SessionKey(reading: key, provider: provider, salt: salt?.policy ?? .standard)
        try session.set(salt)
        if let mode {
            try session.set("--mode") { (key: inout SessionKey) throws(ProviderError) in
                try key.setMode(mode.cipherMode)
            }
        }
        if let iv {
            try session.set("--iv") { (key: inout SessionKey) throws(ProviderError) in
                try key.setInitializationVector(iv.bytes.span.bytes)
            }
        }
        if let effectiveBits {
            try session.set("--effective-bits") { (key: inout SessionKey) throws(ProviderError) in
                try key.setEffectiveKeyBitLength(effectiveBits)
            }
        }
        return session
    }
}

extension SessionKey {
    /// Sets the salt if its bytes are given; the other choices were made when the key was.
    mutating func set(_ salt: SaltArgument?) throws(Failure) {
        guard case .bytes(let bytes)? = salt else { return }
        try set("--salt") { (key: inout SessionKey) throws(ProviderError) in try key.setSalt(bytes.span.bytes) }
    }

    /// Sets a parameter; what the key cannot have is the fault of the `option`.
    fileprivate mutating func set(
        _ option: String, _ change: (inout SessionKey) throws(ProviderError) -> Void
    ) throws(Failure) {
        do throws(ProviderError) {
            try change(&self)
        } catch .unsuitableKey, .illegalParameter {
            throw Failure(.usage, "\(option): a \(algorithm) key of \(keyBitLength) bits cannot have this")
        } catch {
            throw Failure(error, option, illegal: .usage)
        }
    }
}

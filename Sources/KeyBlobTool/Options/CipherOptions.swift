public import ArgumentParser
internal import CipherCore
internal import KeyBlob
public import KeyProvider
internal import KeyTransfer

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

/// What `encrypt` and `decrypt` have in common: all but the direction.
struct CipherOptions: ParsableArguments {
    @OptionGroup var key: SessionKeyOptions

    @Argument(help: "The data.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        try FileArgument.checkStandardInput([key.key, file])
    }

    /// Takes the file through `work`, under the key.
    func run(
        _ exposure: OutputFile.Exposure,
        _ work: (inout InputFile, inout OutputFile, inout SessionKey) throws(TransferError) -> Void
    ) throws(Failure) {
        let stream = try DataStream(from: file, to: output, exposure, quiet: talk.quiet)
        var session = try key.readKey()
        talk.noteWeak(session.weakness)
        try stream.run { (input, output) throws(TransferError) in try work(&input, &output, &session) }
    }
}

internal import ArgumentParser
internal import CipherCore
internal import KeyProvider
internal import KeyTransfer

/// Who takes part in an exchange.
struct HandshakePartyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The PUBLICKEYBLOB of the other side's exchange key.", valueName: "public-file"))
    var peer: FileArgument

    @Option(help: ArgumentHelp("This side's name, which the other side must know as --peer-name.", valueName: "text"))
    var name = TextArgument("")

    @Option(help: ArgumentHelp("The other side's name.", valueName: "text"))
    var peerName = TextArgument("")

    @Flag(help: "Take part even if the other side's key is weak: RSA below 2048 bits.")
    var allowWeak = false

    private var allowance: Insecure? { allowWeak ? .weakKeys : nil }

    func readPeer(_ talk: TalkOptions) throws(Failure) -> HandshakeParty {
        let key = try PublicKey(reading: peer)
        if allowWeak { talk.noteWeak(key.weakness) }
        return HandshakeParty(peerName.text, key)
    }

    func sender(_ pair: borrowing KeyPair, to other: HandshakeParty) throws(Failure) -> HandshakeSender {
        try transferring("phase 1") { () throws(TransferError) in
            try HandshakeSender(name.text, pair, to: other, allowing: allowance)
        }
    }

    func receiver(
        _ pair: borrowing KeyPair, answering offer: [UInt8], of other: HandshakeParty
    ) throws(Failure) -> HandshakeReceiver {
        try transferring("phase 1") { () throws(TransferError) in
            try HandshakeReceiver(name.text, pair, answering: offer, of: other, allowing: allowance)
        }
    }
}

/// What becomes of the keys that an exchange ends with.
struct HandshakeKeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Store the keys under this name.", valueName: "name"))
    var save: StoredKeyArgument?

    @Option(help: ArgumentHelp("The folder of stored keys.", valueName: "dir"))
    var folder: FileArgument?

    func validate() throws {
        if (save == nil) != (folder == nil) { throw ValidationError("--save goes with --folder") }
    }

    /// Opens what the keys go into: while an exchange can still be called off.
    func open() throws(Failure) -> HandshakeKeyFiles { try HandshakeKeyFiles(save?.name, folder) }
}

/// The files of the two keys, if they are stored.
struct HandshakeKeyFiles: ~Copyable {
    private let name: String
    private var outgoing: OutputFile?
    private var incoming: OutputFile?

    init(_ name: String?, _ folder: FileArgument?) throws(Failure) {
        self.name = name ?? ""
        guard let name, let folder else {
            outgoing = nil
            incoming = nil
            return
        }
        let keys = StoredKeyFolder(folder)
        outgoing = try keys.create(Self.outgoing(name), replacing: false)
        incoming = try keys.create(Self.incoming(name), replacing: false)
    }

    private static func outgoing(_ name: String) -> String { name + ".outgoing" }
    private static func incoming(_ name: String) -> String { name + ".incoming" }

    /// Stores the keys, both or none.
    ///
    /// - Returns: lines that say what they are.
    consuming func keep(_ keys: borrowing HandshakeKeys, _ pair: borrowing KeyPair) throws(Failure) -> [String] {
        if var outgoing, var incoming {
            try outgoing.write(keys.outgoing, as: Self.outgoing(name), of: pair)
            try incoming.write(keys.incoming, as: Self.incoming(name), of: pair)
            try OutputFile.commit(outgoing, incoming)
        }
        let checks = try transferring("keys") { () throws(TransferError) in
            [try HandshakeKeys.checkValue(of: keys.outgoing), try HandshakeKeys.checkValue(of: keys.incoming)]
        }
        let digits = checks.map { Hex.digits(of: $0.span.bytes) }
        return ["established", "outgoing \(digits[0])", "incoming \(digits[1])"]
    }
}

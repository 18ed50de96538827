internal import ArgumentParser
internal import Glibc
internal import KeyProvider
internal import KeyTransfer
internal import KeyTransferSQLite

/// A backup authority's folder: key containers in `keys`, records in `authority.sqlite`, the signed head of the audit log in
/// `checkpoint`, and the public keys in `exchange.public` and `signature.public`.
struct AuthorityFolder {
    typealias Authority = BackupAuthority<SQLiteAuthorityStore>

    /// Absolute, as key containers and SQLite take it.
    private let path: String
    let authority: Authority

    /// - Parameter creating: makes the folder if it is not there, and the database in it.
    init(_ folder: FileArgument, creating: Bool = false) throws(Failure) {
        if creating, mkdir(folder.path, 0o700) != 0, errno != EEXIST { throw Failure(errno: errno, folder.text) }
        guard let resolved = realpath(folder.path, nil) else { throw Failure(errno: errno, folder.text) }
        defer { free(resolved) }
        let path = String(cString: resolved)
        self.path = path
        let database = path + "/authority.sqlite"
        guard creating || access(database, F_OK) == 0 else {
            throw Failure(.io, "\(folder.text): there is no authority")
        }
        let store = try transferring(folder.text) { () throws(TransferError) in
            try SQLiteAuthorityStore(path: database)
        }
        authority = Authority(store, keys: ContainerStore(path: path + "/keys"))
    }

    func file(_ name: String) -> FileArgument { FileArgument(bytes: Array((path + "/" + name).utf8)) }

    /// Runs `work` and puts the new head of the log into its file, also for an attempt that was refused: what is
    /// acknowledged after this cannot be cut off the log unseen.
    func change<Result>(
        _ subject: String, _ work: (Authority) throws(TransferError) -> Result
    ) throws(Failure) -> Result {
        let result: Result
        do throws(Failure) {
            result = try transferring(subject) { () throws(TransferError) in try work(authority) }
        } catch {
            try? keepCheckpoint()
            throw error
        }
        try keepCheckpoint()
        return result
    }

    /// One process at a time, so that no older head takes a newer one's place.
    private func keepCheckpoint() throws(Failure) {
        let lock = file("checkpoint.lock")
        let descriptor = open(lock.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(errno: errno, lock.text) }
        defer { close(descriptor) }
        guard uninterrupted({ Int(flock(descriptor, LOCK_EX)) }) == 0 else { throw Failure(errno: errno, lock.text) }
        let checkpoint = try transferring(path) { () throws(TransferError) in try authority.checkpoint() }
        try write(checkpoint, "checkpoint")
    }

    /// Puts the current public keys into their files.
    func writePublicKeys() throws(Failure) {
        for (purpose, name) in [(KeyPurpose.exchange, "exchange.public"), (.signature, "signature.public")] {
            let key = try transferring(path) { () throws(TransferError) in try authority.publicKey(purpose) }
            try write(failing(path) { () throws(ProviderError) in try key.exportBlob() }, name)
        }
    }

    private func write(_ bytes: [UInt8], _ name: String) throws(Failure) {
        var output = try OutputFile(file(name), replacing: true, .open)
        try output.write(bytes.span.bytes)
        try output.commit()
    }
}

/// Text in an argument.
struct TextArgument: ExpressibleByArgument {
    let text: String

    init(_ text: String) { self.text = text }

    var defaultValueDescription: String { text.isEmpty ? "none" : text }

    init?(argument: String) {
        guard let text = ContainerArgument(argument: argument)?.name else { return nil }
        self.text = text
    }
}

/// Somebody's name and public key: `NAME=FILE`.
struct PartyArgument: ExpressibleByArgument {
    let name: String
    let file: FileArgument

    init?(argument: String) {
        let bytes = RawArguments.bytes(of: argument)
        guard let mark = bytes.firstIndex(of: UInt8(ascii: "=")),
            let name = String(validating: bytes[..<mark], as: UTF8.self)
        else { return nil }
        self.name = name
        file = FileArgument(bytes: Array(bytes[(mark + 1)...]))
    }

    func party() throws(Failure) -> Party {
        let key = try PublicKey(reading: file)
        return try transferring(file.inputName) { () throws(TransferError) in try Party(name, key) }
    }
}

/// Who acts, and signs.
struct SignerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Your name.", valueName: "text"))
    var name = TextArgument("")

    @OptionGroup var pair: ExchangePairOptions
    @OptionGroup var password: PasswordOptions

    var files: [FileArgument?] { pair.files + [password.file] }

    func read() throws(Failure) -> KeyPair {
        guard let pair = try pair.read(password) else {
            throw Failure(.usage, "give --key or --container: the pair that signs")
        }
        return pair
    }
}

/// The id of a record or of a request: 32 hexadecimal digits.
struct IdentifierArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init?(argument: String) {
        guard let hex = HexArgument(argument: argument), hex.bytes.count == 16 else { return nil }
        bytes = hex.bytes
    }
}

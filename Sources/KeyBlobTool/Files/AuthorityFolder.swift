internal import CipherCore
internal import Glibc
internal import KeyProvider
internal import KeyTransfer
internal import KeyTransferSQLite

/// A backup authority's folder: key containers in `keys`, records in `authority.sqlite`, the signed head of the audit log in
/// `checkpoint`, and the public keys in `exchange.public` and `signature.public`.
struct AuthorityFolder {
    typealias Authority = BackupAuthority<SQLiteAuthorityStore>

    private let folder: FileArgument
    private let keys: ContainerStore
    private let authority: Authority
    /// Published keys that are not this authority's, with their folder.
    private(set) var foreignKeys: [String] = []

    /// An authority that is there. What a rotate published no more before it died is published now.
    init(_ folder: FileArgument, _ passphrase: AuthorityPassphraseOptions) throws(Failure) {
        try self.init(folder, creating: false)
        try unlock(passphrase)
        guard try ask(name, { authority throws(TransferError) in try authority.isMade() }) else {
            throw Failure(.missing, "\(name): no authority was made here yet")
        }
        foreignKeys = mendPublishedKeys()
    }

    /// A folder for an authority to be made in, which is made itself if it is not there.
    init(making folder: FileArgument, _ passphrase: AuthorityPassphraseOptions) throws(Failure) {
        try self.init(folder, creating: true)
        try unlock(passphrase)
    }

    /// The same; its keys are going to be under this passphrase from the first on.
    init(making folder: FileArgument, under passphrase: borrowing SecretBytes) throws(Failure) {
        guard passphrase.count > 0 else { throw Failure(.usage, "the new passphrase is empty") }
        try self.init(folder, creating: true)
        if try keys.isClosed(nameOf("keys")) {
            try unlock(passphrase)
        } else if try !ask(name, { authority throws(TransferError) in try authority.isMade() }) {
            try failing(nameOf("keys")) { () throws(ProviderError) in try keys.setPassphrase(passphrase.bytes) }
        }
    }

    private init(_ folder: FileArgument, creating: Bool) throws(Failure) {
        if creating, mkdir(folder.path, 0o700) != 0, errno != EEXIST { throw Failure(errno: errno, folder.text) }
        guard let resolved = realpath(folder.path, nil) else { throw Failure(errno: errno, folder.text) }
        defer { free(resolved) }
        // Absolute, as key containers and SQLite take it.
        let path = String(cString: resolved)
        self.folder = folder
        keys = ContainerStore(path: path + "/keys")
        let database = path + "/authority.sqlite"
        guard creating || access(database, F_OK) == 0 else {
            throw Failure(.missing, "\(folder.text): there is no authority")
        }
        let store = try transferring(folder.text + "/authority.sqlite") { () throws(TransferError) in
            try SQLiteAuthorityStore(path: database)
        }
        authority = Authority(store, keys: keys)
    }

    /// What messages call it.
    private var name: String { folder.text }

    func file(_ name: String) -> FileArgument { folder.appending("/" + name) }

    /// What messages call a file in it.
    func nameOf(_ file: String) -> String { self.file(file).text }
}

// The key containers.
extension AuthorityFolder {
    private func unlock(_ passphrase: AuthorityPassphraseOptions) throws(Failure) {
        if try keys.isClosed(nameOf("keys")) {
            try unlock(passphrase.read(confirming: false))
        } else if passphrase.isGiven {
            Talk.note("\(nameOf("keys")): under no passphrase; the one given is not needed")
        }
    }

    private func unlock(_ passphrase: borrowing SecretBytes) throws(Failure) {
        try failing("passphrase of the authority") { () throws(ProviderError) in
            try keys.unlock(passphrase: passphrase.bytes)
        }
    }

    /// Gives the keys another passphrase.
    func apply(_ new: NewPassphraseOptions) throws(Failure) { try new.apply(to: keys, nameOf("keys")) }
}

// Questions and changes.
extension AuthorityFolder {
    /// Runs `work`, and says whether its errors speak of the database, of the key containers or of `subject`.
    func ask<Result>(
        _ subject: String, _ work: (Authority) throws(TransferError) -> Result
    ) throws(Failure) -> Result {
        do throws(TransferError) { return try work(authority) } catch {
            switch error {
            case .io: throw Failure(error, nameOf("authority.sqlite"))
            case .provider(.store): throw Failure(error, nameOf("keys"))
            default: throw Failure(error, subject)
            }
        }
    }

    /// Runs `work` and puts the new head of the log into its file, also for an attempt that was refused: what is
    /// acknowledged after this cannot be cut off the log unseen.
    ///
    /// - Parameter publishing: whether there are new public keys then.
    func change<Result>(
        _ subject: String, publishing: Bool = false, _ work: (Authority) throws(TransferError) -> Result
    ) throws(Failure) -> Result {
        let result: Result
        do throws(Failure) { result = try ask(subject, work) } catch {
            try? keepCheckpoint()
            throw error
        }
        do throws(Failure) {
            try keepCheckpoint()
            if publishing { try publishKeys(Self.published.map(\.file)) }
        } catch {
            throw Failure(error.status, error.line + "; what was asked for is on record all the same")
        }
        return result
    }

    private func keepCheckpoint() throws(Failure) {
        try replacingFiles { () throws(Failure) in
            try write(ask(name) { authority throws(TransferError) in try authority.checkpoint() }, "checkpoint")
        }
    }

    /// One process at a time, so that nothing older takes a newer one's place.
    private func replacingFiles(_ work: () throws(Failure) -> Void) throws(Failure) {
        let lock = file("checkpoint.lock")
        let descriptor = open(lock.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(errno: errno, lock.text) }
        defer { close(descriptor) }
        guard uninterrupted({ Int(flock(descriptor, LOCK_EX)) }) == 0 else { throw Failure(errno: errno, lock.text) }
        try work()
    }

    private func write(_ bytes: [UInt8], _ file: String) throws(Failure) {
        var output = try OutputFile(self.file(file), replacing: true, .open)
        try output.write(bytes.span.bytes)
        try output.commit()
    }
}

// The published keys.
extension AuthorityFolder {
    private static let published = [
        (purpose: KeyPurpose.exchange, file: "exchange.public"), (purpose: .signature, file: "signature.public"),
    ]

    /// How a published key stands to those that the authority has.
    private enum Standing {
        case current
        /// Of before a rotation, or not there.
        case former
        case foreign
    }

    private func standing(
        _ purpose: KeyPurpose, _ file: String, _ identities: [AuthorityIdentity]
    ) -> Standing {
        let file = self.file(file)
        if access(file.path, F_OK) != 0 { return .former }
        guard let key = try? PublicKey(readingSigner: file), let identity = try? KeyIdentity(of: key) else {
            return .foreign
        }
        let known = identities.map { purpose == .exchange ? $0.exchange : $0.signature }
        return known.first == identity ? .current : known.contains(identity) ? .former : .foreign
    }

    /// Publishes the current keys where earlier ones are, and says so. What fails here is no reason to do nothing else.
    ///
    /// - Returns: the files with keys that are none of this authority's: who put them there wants deposits for himself.
    private func mendPublishedKeys() -> [String] {
        do throws(Failure) {
            let identities = try ask(name) { authority throws(TransferError) in try authority.identities() }
            let standings = Self.published.map { (file: $0.file, standing: standing($0.purpose, $0.file, identities)) }
            let old = standings.filter { $0.standing == .former }.map(\.file)
            if !old.isEmpty {
                try publishKeys(old)
                Talk.note("\(old.map(nameOf).joined(separator: ", ")): missing, or of before a rotate; written anew")
            }
            let foreign = standings.filter { $0.standing == .foreign }.map { nameOf($0.file) }
            for file in foreign {
                Talk.error("\(file): no key of this authority; once it is deleted, it is written anew")
            }
            return foreign
        } catch {
            Talk.error(error.line)
            return []
        }
    }

    private func publishKeys(_ files: [String]) throws(Failure) {
        try replacingFiles { () throws(Failure) in
            for (purpose, file) in Self.published where files.contains(file) {
                let key = try ask(name) { authority throws(TransferError) in try authority.publicKey(purpose) }
                try write(failing(name) { () throws(ProviderError) in try key.exportBlob() }, file)
            }
        }
    }
}

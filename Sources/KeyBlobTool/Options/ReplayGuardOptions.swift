internal import ArgumentParser
internal import Glibc
internal import KeyTransfer
internal import KeyTransferSQLite

/// The file in which a receiver remembers what he has taken, and a sender his serials.
struct ReplayGuardOptions: ParsableArguments {
    @Option(
        name: .customLong("guard"),
        help: ArgumentHelp(
            "The SQLite file with the serials that were sent and the messages that were taken; made if it is not there.",
            valueName: "database"))
    var file: FileArgument

    func validate() throws { try file.requireGuard() }

    func open(_ talk: TalkOptions, noteIfNew: String) throws(Failure) -> SQLiteReplayGuard {
        try file.openGuard(talk, noteIfNew: noteIfNew)
    }
}

/// The file in which a side of an exchange over files remembers which states it has gone on with.
struct StateGuardOptions: ParsableArguments {
    @Option(
        name: .customLong("guard"),
        help: ArgumentHelp(
            """
            The SQLite file that remembers which states of exchanges were used, so that none serves twice; made if it is \
            not there. Both steps of a side need the same one; it may be the file of keyblob message.
            """, valueName: "database"))
    var file: FileArgument

    func validate() throws { try file.requireGuard() }

    func open(_ talk: TalkOptions, noteIfNew: String) throws(Failure) -> SQLiteReplayGuard {
        try file.openGuard(talk, noteIfNew: noteIfNew)
    }
}

extension FileArgument {
    fileprivate func requireGuard() throws {
        if isStandardStream { throw ValidationError("--guard is a file") }
    }

    /// Opens the file, or makes it so that nobody else can change it.
    ///
    /// - Parameter noteIfNew: what to say where it was not there.
    fileprivate func openGuard(_ talk: TalkOptions, noteIfNew: String) throws(Failure) -> SQLiteReplayGuard {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            talk.note("\(text): new: \(noteIfNew)")
        } else if errno != EEXIST {
            throw Failure(errno: errno, text)
        }
        // Absolute, for some names mean something else to SQLite, such as :memory:.
        guard let resolved = realpath(path, nil) else { throw Failure(errno: errno, text) }
        defer { free(resolved) }
        guard let name = String(validatingCString: resolved) else { throw Failure(.usage, "\(text): no UTF-8") }
        return try transferring(text) { () throws(TransferError) in try SQLiteReplayGuard(path: name) }
    }
}

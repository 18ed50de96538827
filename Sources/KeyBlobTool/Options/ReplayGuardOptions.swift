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

    func validate() throws {
        if file.isStandardStream { throw ValidationError("--guard is a file") }
    }

    /// Opens the file, or makes it so that nobody else can change it.
    ///
    /// - Parameter noteIfNew: what to say where it was not there.
    func open(_ talk: TalkOptions, noteIfNew: String) throws(Failure) -> SQLiteReplayGuard {
        let descriptor = Glibc.open(file.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            talk.note("\(file.text): new: \(noteIfNew)")
        } else if errno != EEXIST {
            throw Failure(errno: errno, file.text)
        }
        // Absolute, for some names mean something else to SQLite, such as :memory:.
        guard let resolved = realpath(file.path, nil) else { throw Failure(errno: errno, file.text) }
        defer { free(resolved) }
        guard let path = String(validatingCString: resolved) else { throw Failure(.usage, "\(file.text): no UTF-8") }
        return try transferring(file.text) { () throws(TransferError) in try SQLiteReplayGuard(path: path) }
    }
}

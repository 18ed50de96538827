internal import Foundation
internal import GRDB
internal import KeyTransfer

/// A database file of a workflow, open, with the durability that its promises need.
///
/// WAL, `synchronous = FULL`: what a transaction acknowledged is on the disk, and a process that dies at any moment leaves the
/// state before or after a transaction. Writers wait for each other for half a minute.
enum Database {
    /// How long a writer waits for another, in seconds.
    static let patience = 30.0

    /// - Throws: ``TransferError/io(code:)``.
    static func open(_ path: String, migrating migrator: DatabaseMigrator) throws(TransferError) -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA foreign_keys = ON")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB lets go of it when it turns to WAL.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            // Of two processes that make the tables at the same moment one fails, and finds them there the second time.
            do { try migrator.migrate(pool) } catch { try migrator.migrate(pool) }
            return pool
        } catch {
            // What keeps this process from the file, the system says better.
            guard access(path, F_OK) != 0 || access(path, R_OK | W_OK) == 0 else { throw .io(code: errno) }
            throw TransferError(ofDatabase: error)
        }
    }
}

/// The boundary to GRDB: a workflow's own errors pass, the database's become one.
func answering<Result>(_ work: () throws -> Result) throws(TransferError) -> Result {
    do { return try work() } catch { throw TransferError(ofDatabase: error) }
}

extension TransferError {
    /// A workflow's own error as it is; SQLite's as the `errno` that says the same.
    init(ofDatabase error: any Error) {
        if let error = error as? TransferError {
            self = error
            return
        }
        let code =
            switch (error as? DatabaseError)?.resultCode {
            case .SQLITE_FULL: ENOSPC
            case .SQLITE_BUSY, .SQLITE_LOCKED: EBUSY
            case .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY: EACCES
            case .SQLITE_NOMEM: ENOMEM
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: EUCLEAN
            default: EIO
            }
        self = .io(code: code)
    }
}

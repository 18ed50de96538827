internal import Foundation
internal import GRDB
public import KeyTransfer

/// A backup authority's state in an SQLite file, for any number of processes.
///
/// One table holds all rows. Triggers refuse to change or delete any: a slip is stopped there, and whoever means it is found
/// by the audit log.
public struct SQLiteAuthorityStore: AuthorityStore {
    private let pool: DatabasePool

    /// Opens the file at `path`, or makes it.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    public init(path: String) throws(TransferError) {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { connection in
            try connection.execute(
                sql: """
                    CREATE TABLE rows (kind INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
                        PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
                    CREATE TRIGGER rows_stay BEFORE UPDATE ON rows BEGIN SELECT RAISE(ABORT, 'rows never change'); END;
                    CREATE TRIGGER rows_last BEFORE DELETE ON rows BEGIN SELECT RAISE(ABORT, 'rows never go'); END;
                    """)
        }
        pool = try Database.open(path, migrating: migrator)
    }

    /// A writing transaction (BEGIN IMMEDIATE): it waits for others before it reads.
    public func write<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        try answering { try pool.write { connection in try work(Transaction(connection: connection)) } }
    }

    /// A snapshot, which waits for nobody.
    public func read<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        try answering { try pool.read { connection in try work(Transaction(connection: connection)) } }
    }

    private struct Transaction: AuthorityTransaction {
        let connection: GRDB.Database

        func insert(_ row: AuthorityRow, into table: AuthorityTable) throws(TransferError) {
            do {
                try connection.execute(
                    sql: "INSERT INTO rows (kind, key, value) VALUES (?, ?, ?)",
                    arguments: [table.rawValue, Data(row.key), Data(row.value)])
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                throw .authority(.exists)
            } catch {
                throw TransferError(ofDatabase: error)
            }
        }

        func value(_ key: [UInt8], in table: AuthorityTable) throws(TransferError) -> [UInt8]? {
            try answering {
                try Data.fetchOne(
                    connection, sql: "SELECT value FROM rows WHERE kind = ? AND key = ?",
                    arguments: [table.rawValue, Data(key)]
                ).map { [UInt8]($0) }
            }
        }

        func rows(after key: [UInt8], in table: AuthorityTable, limit: Int) throws(TransferError) -> [AuthorityRow] {
            try fetch("kind = ? AND key > ? ORDER BY key LIMIT ?", [table.rawValue, Data(key), limit])
        }

        func last(in table: AuthorityTable) throws(TransferError) -> AuthorityRow? {
            try fetch("kind = ? ORDER BY key DESC LIMIT 1", [table.rawValue]).first
        }

        private func fetch(_ condition: String, _ arguments: StatementArguments) throws(TransferError) -> [AuthorityRow]
        {
            try answering {
                try Row.fetchAll(
                    connection, sql: "SELECT key, value FROM rows WHERE \(condition)", arguments: arguments
                )
                .map { row in
                    let (key, value): (Data, Data) = (row[0], row[1])
                    return AuthorityRow(key: [UInt8](key), value: [UInt8](value))
                }
            }
        }
    }
}

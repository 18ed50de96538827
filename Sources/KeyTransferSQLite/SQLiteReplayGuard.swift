internal import Foundation
internal import GRDB
public import KeyTransfer

/// A guard against replays, and a sender's serials, in an SQLite file for any number of processes.
///
/// The file is what keeps messages from being taken twice: put back to an earlier state, or lost, it lets those pass again
/// that were taken since.
public struct SQLiteReplayGuard: ReplayGuard, SerialSource {
    private let pool: DatabasePool

    /// Opens the file at `path`, or makes it.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    public init(path: String) throws(TransferError) {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { connection in
            try connection.execute(
                sql: """
                    CREATE TABLE peers (id INTEGER PRIMARY KEY, sender BLOB NOT NULL, receiver BLOB NOT NULL,
                        highest INTEGER NOT NULL, forgotten INTEGER NOT NULL, UNIQUE (sender, receiver)) STRICT;
                    CREATE TABLE taken (peers INTEGER NOT NULL REFERENCES peers (id), serial INTEGER NOT NULL,
                        sent INTEGER NOT NULL, PRIMARY KEY (peers, serial)) STRICT, WITHOUT ROWID;
                    CREATE INDEX taken_sent ON taken (peers, sent);
                    CREATE TABLE serials (sender BLOB NOT NULL, receiver BLOB NOT NULL, last INTEGER NOT NULL,
                        PRIMARY KEY (sender, receiver)) STRICT, WITHOUT ROWID;
                    """)
        }
        pool = try Database.open(path, migrating: migrator)
    }

    /// Notes that a message is taken: one writing transaction, which waits for others before it reads.
    public func take(_ message: MessageMark, under rule: ReplayRule) throws(TransferError) -> UInt64 {
        guard let serial = Int64(exactly: message.serial), let sent = Int64(exactly: message.sent) else {
            throw .io(code: ERANGE)
        }
        return try answering {
            try pool.write { connection in
                var peers = try Peers(of: message, connection)
                let isRemembered = try Int.fetchOne(
                    connection, sql: "SELECT 1 FROM taken WHERE peers = ? AND serial = ?",
                    arguments: [peers.id, serial])
                let skipped = try peers.marks.take(
                    message.serial, isRemembered: isRemembered != nil, inOrder: rule.inOrder)
                try connection.execute(
                    sql: "INSERT INTO taken (peers, serial, sent) VALUES (?, ?, ?)",
                    arguments: [peers.id, serial, sent])
                if let limit = rule.forgettingBefore { try peers.forget(before: Int64(clamping: limit), connection) }
                try peers.keep(connection)
                return skipped
            }
        }
    }

    /// The next serial: one statement, on the disk when it is given out.
    public func nextSerial(from sender: KeyIdentity, to receiver: KeyIdentity) throws(TransferError) -> UInt64 {
        try answering {
            try pool.write { connection in
                let next = try Int64.fetchOne(
                    connection,
                    sql: """
                        INSERT INTO serials (sender, receiver, last) VALUES (?, ?, 1)
                        ON CONFLICT DO UPDATE SET last = last + 1 WHERE last < \(Int64.max) RETURNING last
                        """, arguments: [Data(sender.bytes), Data(receiver.bytes)])
                guard let next else { throw TransferError.message(.serialsExhausted) }
                return UInt64(next)
            }
        }
    }

    /// A sender and a receiver, within a transaction.
    private struct Peers {
        let id: Int64
        var marks: ReplayMarks

        init(of message: MessageMark, _ connection: GRDB.Database) throws {
            let row = try Row.fetchOne(
                connection,
                sql: """
                    INSERT INTO peers (sender, receiver, highest, forgotten) VALUES (?, ?, 0, 0)
                    ON CONFLICT DO UPDATE SET highest = highest RETURNING id, highest, forgotten
                    """, arguments: [Data(message.sender.bytes), Data(message.receiver.bytes)])
            guard let row, let highest = UInt64(exactly: row[1] as Int64),
                let forgotten = UInt64(exactly: row[2] as Int64)
            else { throw TransferError.io(code: EIO) }
            id = row[0]
            marks = ReplayMarks(highest: highest, forgotten: forgotten)
        }

        /// Deletes what was sent before `limit`; the low-water mark takes its place.
        mutating func forget(before limit: Int64, _ connection: GRDB.Database) throws {
            let serials = try Int64.fetchAll(
                connection, sql: "DELETE FROM taken WHERE peers = ? AND sent < ? RETURNING serial",
                arguments: [id, limit])
            for serial in serials { marks.forget(UInt64(serial)) }
        }

        func keep(_ connection: GRDB.Database) throws {
            try connection.execute(
                sql: "UPDATE peers SET highest = ?, forgotten = ? WHERE id = ?",
                arguments: [Int64(clamping: marks.highest), Int64(clamping: marks.forgotten), id])
        }
    }
}

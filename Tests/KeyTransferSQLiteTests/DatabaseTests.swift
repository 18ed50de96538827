import Foundation
import GRDB
import KeyTransfer
import Testing

@testable import KeyTransferSQLite

@Suite struct DatabaseTests {
    /// A power failure takes nothing back that a transaction acknowledged.
    @Test func durability() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let pool = try Database.open(path, migrating: DatabaseMigrator())
        let (synchronous, journal) = try pool.write { connection in
            (
                try Int.fetchOne(connection, sql: "PRAGMA synchronous"),
                try String.fetchOne(connection, sql: "PRAGMA journal_mode")
            )
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    /// A disk that is full is not one that is broken.
    @Test(arguments: [
        (ResultCode.SQLITE_FULL, ENOSPC), (.SQLITE_BUSY, EBUSY), (.SQLITE_READONLY, EACCES), (.SQLITE_CORRUPT, EUCLEAN),
        (.SQLITE_IOERR, EIO), (.SQLITE_CANTOPEN, EIO),
    ])
    func whyItFailed(result: ResultCode, code: Int32) {
        #expect(TransferError(ofDatabase: DatabaseError(resultCode: result)) == .io(code: code))
        #expect(throws: TransferError.io(code: code)) { try answering { throw DatabaseError(resultCode: result) } }
    }

    /// As it happens: a database that may not grow any more.
    @Test func aFullDisk() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let pool = try Database.open(path, migrating: DatabaseMigrator())
        #expect(throws: TransferError.io(code: ENOSPC)) {
            try answering {
                try pool.write { connection in
                    try connection.execute(sql: "PRAGMA max_page_count = 2; CREATE TABLE long (text TEXT)")
                    try connection.execute(sql: "INSERT INTO long VALUES (zeroblob(100000))")
                }
            }
        }
    }
}

import Foundation
import GRDB
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
}

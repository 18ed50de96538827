import Foundation
import GRDB
import KeyTransfer
import Testing

@testable import KeyTransferSQLite

@Suite struct SQLiteAuthorityStoreTests {
    @Test func conforms() throws {
        let folder = try Folder()
        try AuthorityStoreConformance { try SQLiteAuthorityStore(path: folder.path + "/store") }.run()
    }

    /// The other tests' store is held to the same.
    @Test func storeInMemoryConforms() throws {
        let store = MemoryAuthorityStore()
        try AuthorityStoreConformance { store }.run()
    }

    @Test(arguments: ["UPDATE rows SET value = x'00'", "DELETE FROM rows"]) func rowsStay(sql: String) throws {
        let folder = try Folder()
        let store = try SQLiteAuthorityStore(path: folder.path + "/store")
        try store.write { transaction throws(TransferError) in
            try transaction.insert(AuthorityRow(key: [1], value: [2]), into: .audit)
        }
        let queue = try DatabaseQueue(path: folder.path + "/store")
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        let value = try store.read { transaction throws(TransferError) in try transaction.value([1], in: .audit) }
        #expect(value == [2])
    }

    /// Threads, each with a connection of its own: no two get one serial.
    @Test func writersFromManyThreads() async throws {
        let folder = try Folder()
        let path = folder.path + "/store"
        _ = try SQLiteAuthorityStore(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try SQLiteAuthorityStore(path: path)
                    for _ in 0..<25 {
                        try store.write { transaction throws(TransferError) in
                            let next = (try transaction.last(in: .serial)?.key[0] ?? 0) + 1
                            try transaction.insert(AuthorityRow(key: [next], value: []), into: .serial)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try SQLiteAuthorityStore(path: path)
        let last = try store.read { transaction throws(TransferError) in try transaction.last(in: .serial)?.key }
        #expect(last == [100])
    }

    @Test func notADatabase() throws {
        let folder = try Folder()
        try Data("this is no database, whatever its length may be".utf8).write(
            to: URL(fileURLWithPath: folder.path + "/store"))
        #expect(throws: TransferError.io(code: EUCLEAN)) { try SQLiteAuthorityStore(path: folder.path + "/store") }
    }
}

import Foundation
import GRDB
import KeyProvider
import KeyTransfer
import Testing

@testable import KeyTransferSQLite

@Suite struct SQLiteReplayGuardTests {
    private let folder: Folder
    private let path: String

    init() throws {
        folder = try Folder()
        path = folder.path + "/guard"
    }

    @Test func conforms() throws {
        try ReplayGuardConformance { try SQLiteReplayGuard(path: path) }.run()
    }

    @Test func guardInMemoryConforms() throws {
        let opened = MemoryReplayGuard()
        try ReplayGuardConformance { opened }.run()
    }

    /// Eight tasks with connections of their own, on a file that none of them finds, each with every message.
    @Test func receiversThatRace() async throws {
        let (path, count) = (path, 25)
        let (sender, receiver) = (
            try KeyIdentity(of: Person.anna.pair.publicKey), try KeyIdentity(of: Person.bert.pair.publicKey)
        )
        let taken = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let opened = try SQLiteReplayGuard(path: path)
                    return try (1...UInt64(count)).filter { serial in
                        let mark = MessageMark(sender: sender, receiver: receiver, serial: serial, sent: 0)
                        do throws(TransferError) { _ = try opened.take(mark, under: ReplayRule()) } catch {
                            guard error == .message(.replayed) else { throw error }
                            return false
                        }
                        return true
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.sorted() == Array(1...UInt64(count)))
    }

    @Test func sendersThatRace() async throws {
        let path = path
        let (sender, receiver) = (
            try KeyIdentity(of: Person.anna.pair.publicKey), try KeyIdentity(of: Person.bert.pair.publicKey)
        )
        let given = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let opened = try SQLiteReplayGuard(path: path)
                    return try (0..<25).map { _ in try opened.nextSerial(from: sender, to: receiver) }
                }
            }
            var all: [UInt64] = []
            for try await serials in group {
                #expect(zip(serials, serials.dropFirst()).allSatisfy { $0 < $1 })
                all += serials
            }
            return all
        }
        #expect(given.sorted() == Array(1...200))
    }

    @Test func lastSerial() throws {
        let identity = try KeyIdentity(of: Person.anna.pair.publicKey)
        let opened = try SQLiteReplayGuard(path: path)
        _ = try opened.nextSerial(from: identity, to: identity)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE serials SET last = \(Int64.max - 1)") }
        #expect(try opened.nextSerial(from: identity, to: identity) == UInt64(Int64.max))
        #expect(throws: TransferError.message(.serialsExhausted)) {
            try opened.nextSerial(from: identity, to: identity)
        }
    }

    @Test func notADatabase() throws {
        try Data("this is no database, whatever its length may be".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: TransferError.io(code: EUCLEAN)) { try SQLiteReplayGuard(path: path) }
    }
}

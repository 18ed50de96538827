import Glibc
import KeyProvider
import KeyTransfer
import Synchronization

/// An authority in whose store anybody may have put one row: it reads what it kept itself from a disk.
enum FuzzAuthority {
    /// A request for recovery that is on record.
    static let request = must { () throws(TransferError) in
        try RecoveryRequest(
            for: [UInt8](repeating: 0, count: 16), reason: "", newKey: other.key, by: "", strong.key, at: 0)
    }

    /// The authority with a row more.
    static func with(_ row: AuthorityRow, in table: AuthorityTable) -> BackupAuthority<FuzzAuthorityStore> {
        BackupAuthority(FuzzAuthorityStore(rows.merging([table: [row]]) { _, rigged in rigged }), keys: containers)
    }

    /// A folder under TMPDIR, of which whoever starts the fuzzer disposes.
    private static let containers: ContainerStore = {
        var name = Array(
            ((getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/keyblob-fuzz-XXXXXX").utf8CString)
        guard let folder = mkdtemp(&name), let path = realpath(folder, nil) else { fatalError("no folder for keys") }
        defer { free(path) }
        return ContainerStore(path: String(cString: path))
    }()

    /// What an authority has when it is new, and the request.
    private static let rows: FuzzAuthorityStore.Rows = {
        let store = FuzzAuthorityStore([:])
        must { () throws(TransferError) in
            try BackupAuthority(store, keys: containers).initialise(RecoveryPolicy(quorum: 1, of: [("", other.key)]))
        }
        let row = AuthorityRow(key: request.requestID, value: request.bytes)
        return store.rows.withLock { $0.merging([.request: [row]]) { $1 } }
    }()
}

/// Rows in memory, in the order in which they came.
final class FuzzAuthorityStore: AuthorityStore {
    typealias Rows = [AuthorityTable: [AuthorityRow]]

    let rows: Mutex<Rows>

    init(_ rows: Rows) { self.rows = Mutex(rows) }

    func write<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        let transaction = Transaction(rows.withLock { $0 })
        let result = try work(transaction)
        rows.withLock { $0 = transaction.rows }
        return result
    }

    func read<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        try work(Transaction(rows.withLock { $0 }))
    }

    private final class Transaction: AuthorityTransaction {
        var rows: Rows

        init(_ rows: Rows) { self.rows = rows }

        func insert(_ row: AuthorityRow, into table: AuthorityTable) { rows[table, default: []].append(row) }

        func value(_ key: [UInt8], in table: AuthorityTable) -> [UInt8]? {
            rows[table]?.first { $0.key == key }?.value
        }

        func rows(after key: [UInt8], in table: AuthorityTable, limit: Int) -> [AuthorityRow] {
            Array((rows[table] ?? []).filter { key.lexicographicallyPrecedes($0.key) }.prefix(limit))
        }

        func last(in table: AuthorityTable) -> AuthorityRow? { rows[table]?.last }
    }
}

import KeyTransfer
import Synchronization

/// A store in memory whose rows a test can change behind the authority's back.
final class MemoryAuthorityStore: AuthorityStore {
    typealias Tables = [AuthorityTable: [[UInt8]: [UInt8]]]

    private let state: Mutex<Tables>
    /// Writing fails from now on.
    private let failing = Mutex<AuthorityTable?>(nil)

    init(_ tables: Tables = [:]) { state = Mutex(tables) }

    var tables: Tables {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// Refuses new rows in a table, as a full disk would.
    func fail(_ table: AuthorityTable?) { failing.withLock { $0 = table } }

    func write<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        let transaction = Transaction(tables, failing: failing.withLock { $0 })
        let result = try work(transaction)
        tables = transaction.tables
        return result
    }

    func read<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        try work(Transaction(tables, failing: nil))
    }

    private final class Transaction: AuthorityTransaction {
        var tables: Tables
        let failing: AuthorityTable?

        init(_ tables: Tables, failing: AuthorityTable?) {
            self.tables = tables
            self.failing = failing
        }

        func insert(_ row: AuthorityRow, into table: AuthorityTable) throws(TransferError) {
            if table == failing { throw .io(code: 28) }
            if tables[table]?[row.key] != nil { throw .authority(.exists) }
            tables[table, default: [:]][row.key] = row.value
        }

        func value(_ key: [UInt8], in table: AuthorityTable) -> [UInt8]? { tables[table]?[key] }

        func rows(after key: [UInt8], in table: AuthorityTable, limit: Int) -> [AuthorityRow] {
            Array(sorted(table).filter { key.lexicographicallyPrecedes($0.key) }.prefix(limit))
        }

        func last(in table: AuthorityTable) -> AuthorityRow? { sorted(table).last }

        private func sorted(_ table: AuthorityTable) -> [AuthorityRow] {
            (tables[table] ?? [:]).map { AuthorityRow(key: $0.key, value: $0.value) }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        }
    }
}

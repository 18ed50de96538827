import KeyTransfer
import Testing

/// What every store of a backup authority must do.
struct AuthorityStoreConformance {
    /// Opens the same store once more, as another process would.
    let open: () throws -> any AuthorityStore

    func run() throws {
        try rowsComeBack()
        try rowsAreInOrder()
        try whatThrowsDidNothing()
        try rowsNeverChange()
        try writersFollowEachOther()
    }

    private func row(_ key: [UInt8], _ value: [UInt8] = [1]) -> AuthorityRow { AuthorityRow(key: key, value: value) }

    private func add(
        _ row: AuthorityRow, _ table: AuthorityTable, _ store: any AuthorityStore
    ) throws {
        try store.write { transaction throws(TransferError) in try transaction.insert(row, into: table) }
    }

    private func value(
        _ key: [UInt8], _ table: AuthorityTable, _ store: any AuthorityStore
    ) throws -> [UInt8]? {
        try store.read { transaction throws(TransferError) in try transaction.value(key, in: table) }
    }

    private func rowsComeBack() throws {
        let (store, other) = (try open(), try open())
        let long = [UInt8](repeating: 0xA5, count: 100_000)
        for table in AuthorityTable.allCases {
            #expect(try value([0, 1], table, store) == nil)
            try add(row([0, 1], [UInt8(table.rawValue)]), table, store)
            try add(row([0, 2], long), table, store)
            try add(row([0, 3], []), table, store)
        }
        for table in AuthorityTable.allCases {
            #expect(try value([0, 1], table, other) == [UInt8(table.rawValue)])
            #expect(try value([0, 2], table, other) == long)
            #expect(try value([0, 3], table, other) == [])
            #expect(try value([0], table, other) == nil)
        }
    }

    private func rowsAreInOrder() throws {
        let store = try open()
        let keys: [[UInt8]] = [[1], [1, 0], [1, 0, 0], [1, 0xFF], [2], [0x7F], [0x80], [0xFF], [0xFF, 0xFF]]
        for key in keys.shuffled() { try add(row(key, key), .audit, store) }
        try store.read { transaction throws(TransferError) in
            let all = try transaction.rows(after: [0, 3], in: .audit, limit: 100)
            #expect(all == keys.map { row($0, $0) })
            #expect(try transaction.rows(after: [1, 0], in: .audit, limit: 2).map(\.key) == [[1, 0, 0], [1, 0xFF]])
            #expect(try transaction.rows(after: [1, 1], in: .audit, limit: 1).map(\.key) == [[1, 0xFF]])
            #expect(try transaction.rows(after: [0xFF, 0xFF], in: .audit, limit: 5).isEmpty)
            #expect(try transaction.last(in: .audit) == row([0xFF, 0xFF], [0xFF, 0xFF]))
            #expect(try transaction.last(in: .policy)?.key == [0, 3])
        }
    }

    private func whatThrowsDidNothing() throws {
        let store = try open()
        #expect(throws: TransferError.authority(.expired)) {
            try store.write { transaction throws(TransferError) in
                try transaction.insert(row([3]), into: .deposit)
                try transaction.insert(row([3]), into: .serial)
                #expect(try transaction.value([3], in: .deposit) == [1])
                throw .authority(.expired)
            }
        }
        #expect(try value([3], .deposit, store) == nil)
        #expect(try value([3], .serial, store) == nil)
    }

    private func rowsNeverChange() throws {
        let (store, other) = (try open(), try open())
        try add(row([4], [7]), .release, store)
        #expect(throws: TransferError.authority(.exists)) { try add(row([4], [8]), .release, other) }
        #expect(throws: TransferError.authority(.exists)) { try add(row([4], [7]), .release, store) }
        #expect(try value([4], .release, store) == [7])
    }

    /// A transaction reads what it then adds to, and no other comes between.
    private func writersFollowEachOther() throws {
        let (store, other) = (try open(), try open())
        for turn in 0..<20 {
            try (turn % 2 == 0 ? store : other).write { transaction throws(TransferError) in
                let last = try transaction.last(in: .policy)?.key ?? []
                let next = last.count == 3 ? last[2] + 1 : 0
                try transaction.insert(row([9, 9, next]), into: .policy)
            }
        }
        try other.read { transaction throws(TransferError) in
            let keys = try transaction.rows(after: [9, 9], in: .policy, limit: 100).map(\.key)
            #expect(keys == (0..<20).map { [9, 9, $0] })
        }
    }
}

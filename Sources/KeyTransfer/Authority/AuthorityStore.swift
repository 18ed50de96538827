/// What a backup authority keeps, by kind. The numbers are those of the rows in a store.
public enum AuthorityTable: UInt32, Sendable, CaseIterable {
    /// The authority's keys; key: number.
    case generation = 1
    /// Approvers and quorum; key: number.
    case policy = 2
    /// Deposits and their receipts; key: record id.
    case deposit = 3
    /// Record ids in the order of their serials; key: serial.
    case serial = 4
    /// Record ids by idempotency key; key: depositor's identity and idempotency key.
    case idempotency = 5
    /// Requests for recovery; key: request id.
    case request = 6
    /// Approvals and rejections; key: request id and approver's identity.
    case decision = 7
    /// Released keys; key: request id.
    case release = 8
    /// The audit log; key: serial.
    case audit = 9
    /// Signed heads of the audit log; key: serial.
    case checkpoint = 10
}

/// A row of a store.
public struct AuthorityRow: Equatable, Sendable {
    /// What it is found by.
    public var key: [UInt8]
    /// What it holds.
    public var value: [UInt8]

    /// A row of its parts.
    public init(key: [UInt8], value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// A backup authority's state within one transaction: rows that come and never change or go.
public protocol AuthorityTransaction {
    /// Adds a row.
    ///
    /// - Throws: ``AuthorityError/exists`` if the table has a row of that key; ``TransferError/io(code:)``.
    func insert(_ row: AuthorityRow, into table: AuthorityTable) throws(TransferError)

    /// The value of a row.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    func value(_ key: [UInt8], in table: AuthorityTable) throws(TransferError) -> [UInt8]?

    /// Rows in the order of their keys, byte by byte: those that come behind `key`, at most `limit`.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    func rows(after key: [UInt8], in table: AuthorityTable, limit: Int) throws(TransferError) -> [AuthorityRow]

    /// The row with the greatest key.
    ///
    /// - Throws: ``TransferError/io(code:)``.
    func last(in table: AuthorityTable) throws(TransferError) -> AuthorityRow?
}

/// Where a backup authority keeps its state, for any number of threads and processes.
///
/// Writing transactions follow each other, each sees all before it, and what one did is on the disk when `write` returns;
/// one that throws did nothing.
public protocol AuthorityStore: Sendable {
    /// Runs `work` as one transaction.
    func write<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result

    /// Runs `work` on the state between two writing transactions.
    func read<Result>(
        _ work: (any AuthorityTransaction) throws(TransferError) -> Result
    ) throws(TransferError) -> Result
}

extension AuthorityTransaction {
    /// How many rows are fetched at a time.
    private var portion: Int { 256 }

    /// Visits the rows whose keys begin with `prefix`, in order.
    func each(
        _ table: AuthorityTable, prefix: [UInt8] = [], _ work: (AuthorityRow) throws(TransferError) -> Void
    ) throws(TransferError) {
        var key = prefix
        while true {
            let rows = try rows(after: key, in: table, limit: portion)
            for row in rows {
                guard row.key.starts(with: prefix) else { return }
                try work(row)
            }
            guard let last = rows.last, rows.count == portion else { return }
            key = last.key
        }
    }
}

internal import KeyBlob
internal import KeyProvider

/// Reads the audit log from its beginning, and holds it against its signed heads and against the rows it speaks of.
struct AuditVerification {
    private let transaction: any AuthorityTransaction
    private let keyring: AuthorityKeyring
    private var verdict = AuditVerdict()
    private var previous = [UInt8](repeating: 0, count: Digest256.byteCount)
    private var rowCounts: [AuthorityTable: Int] = [:]
    private var signers: [[UInt8]: PublicKey] = [:]
    private var lacksKeys = false

    /// - Parameter kept: a checkpoint that was kept outside the store, in bytes.
    static func verdict(
        on transaction: any AuthorityTransaction, _ keyring: AuthorityKeyring, kept: [UInt8]?
    ) throws(TransferError) -> AuditVerdict {
        var verification = Self(transaction, keyring)
        try verification.verifyKeys()
        try transaction.each(.audit) { row throws(TransferError) in try verification.verify(row) }
        try verification.verifyCounts()
        if let kept { try verification.verify(kept: kept) }
        return verification.verdict
    }

    private init(_ transaction: any AuthorityTransaction, _ keyring: AuthorityKeyring) {
        self.transaction = transaction
        self.keyring = keyring
    }

    private mutating func verifyKeys() throws(TransferError) {
        var found: [[UInt8]: PublicKey] = [:]
        var lacks = false
        try transaction.each(.generation) { row throws(TransferError) in
            do throws(TransferError) {
                let keys = try keyring.keys(of: KeyGeneration(reading: row.value))
                found[keys.signer.bytes] = keys.signerKey
            } catch {
                // Keys that cannot be had now say nothing of the log.
                if error.isFailure { throw error }
                lacks = true
            }
        }
        (signers, lacksKeys) = (found, lacks)
        if lacks { verdict.note(.keys) }
    }

    private mutating func verify(_ row: AuthorityRow) throws(TransferError) {
        verdict.entryCount += 1
        let serial = verdict.entryCount
        defer { previous = (try? Digest256.of(row.value)) ?? [] }
        guard row.key == [UInt8](rowKey: serial), let entry = try? AuditEntry(reading: row.value),
            entry.serial == serial
        else { return verdict.note(.entry, serial) }
        if entry.previous != previous { verdict.note(.chain, serial) }
        let head = try transaction.value(row.key, in: .checkpoint)
        if try !isHead(head, serial, Digest256.of(row.value)) { verdict.note(.checkpoint, serial) }
        guard entry.refusal == nil else { return }
        let table = entry.action.table
        rowCounts[table, default: 0] += 1
        let value = try transaction.value(entry.object, in: table)
        if try value.map(Digest256.of) != entry.digest { verdict.note(.row, serial) }
    }

    /// Whether these bytes are the signed head of the log at an entry.
    private func isHead(_ bytes: [UInt8]?, _ serial: UInt64, _ digest: [UInt8]) -> Bool {
        guard let bytes, let signed = try? Signed<AuditCheckpoint>(reading: bytes),
            isSigned(signed, by: signed.body.signer)
        else { return false }
        return signed.body.serial == serial && signed.body.digest == digest
    }

    /// Whether a key of the log's signed it. That of a key which is not there may be good: the missing key is the flaw.
    private func isSigned<Body: SignedBody>(_ signed: Signed<Body>, by signer: KeyIdentity) -> Bool {
        guard let key = signers[signer.bytes] else { return lacksKeys }
        return (try? signed.verify(by: key)) != nil
    }

    /// Whether a key of the authority signed it, be it one that the log has lost.
    private func isOwn(_ checkpoint: Signed<AuditCheckpoint>) throws(TransferError) -> Bool {
        let signer = checkpoint.body.signer
        guard signers[signer.bytes] == nil, let key = try keyring.signerKey(signer) else {
            return isSigned(checkpoint, by: signer)
        }
        return (try? checkpoint.verify(by: key)) != nil
    }

    private mutating func verifyCounts() throws(TransferError) {
        let logged = Set(AuditAction.allCases.map(\.table))
        let deposits = rowCounts[.deposit] ?? 0
        var expected = rowCounts
        expected[.serial] = deposits
        expected[.idempotency] = deposits
        expected[.checkpoint] = Int(verdict.entryCount)
        for table in AuthorityTable.allCases where logged.contains(table) || expected[table] != nil {
            var count = 0
            try transaction.each(table) { _ in count += 1 }
            if count != expected[table] ?? 0 { verdict.note(.unlogged) }
        }
        try verifyIndexes()
    }

    /// The rows by which deposits are found: every one leads to a deposit that says so itself.
    private mutating func verifyIndexes() throws(TransferError) {
        var areGood = true
        try transaction.each(.deposit) { row throws(TransferError) in
            guard let kept = try? KeptDeposit(reading: row.value), let deposit = try? Deposit(reading: kept.deposit),
                let receipt = try? Signed<DepositReceipt>(reading: kept.receipt),
                isSigned(receipt, by: receipt.body.signer),
                try transaction.value([UInt8](rowKey: receipt.body.serial), in: .serial) == row.key,
                try transaction.value(deposit.details.idempotencyRowKey, in: .idempotency) == row.key
            else { return areGood = false }
        }
        if !areGood { verdict.note(.unlogged) }
    }

    /// What no key of the authority signed says nothing of its log. That of a key which the log has lost says much.
    private mutating func verify(kept: [UInt8]) throws(TransferError) {
        guard let signed = try? Signed<AuditCheckpoint>(reading: kept), try isOwn(signed) else {
            return verdict.note(.foreign)
        }
        guard let entry = try transaction.value([UInt8](rowKey: signed.body.serial), in: .audit),
            try isHead(kept, signed.body.serial, Digest256.of(entry))
        else { return verdict.note(.kept) }
    }
}

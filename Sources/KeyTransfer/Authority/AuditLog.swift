internal import KeyBlob
internal import KeyProvider

/// Appends to the audit log, within the transaction of what is logged.
enum AuditLog {
    /// Gives `entry` its serial and the hash of the one before, and signs the new head.
    static func append(
        _ entry: AuditEntry, to transaction: any AuthorityTransaction, signing keys: AuthorityKeys
    ) throws(TransferError) {
        var entry = entry
        entry.serial = 1
        if let last = try transaction.last(in: .audit) {
            // The row's key is not trusted to say where the log ends.
            let before = try AuditEntry(reading: last.value)
            guard before.serial < UInt64.max else { throw .authority(.damaged) }
            entry.serial = before.serial + 1
            entry.previous = try Digest256.of(last.value)
        }
        let bytes = try entry.written()
        let key = [UInt8](rowKey: entry.serial)
        try transaction.insert(AuthorityRow(key: key, value: bytes), into: .audit)
        var checkpoint = AuditCheckpoint()
        checkpoint.serial = entry.serial
        checkpoint.digest = try Digest256.of(bytes)
        checkpoint.signer = keys.signer
        let signed = try keys.sign(checkpoint)
        try transaction.insert(AuthorityRow(key: key, value: signed.written()), into: .checkpoint)
    }
}

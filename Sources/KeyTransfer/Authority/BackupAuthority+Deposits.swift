internal import CipherCore
internal import KeyBlob
internal import KeyProvider

extension DepositDetails {
    /// Idempotency keys are their depositor's own.
    var idempotencyRowKey: [UInt8] { depositor.key.bytes + idempotencyKey }
}

/// A deposit in a list.
public struct DepositListing: Sendable {
    /// What the authority signed for it.
    public let receipt: DepositReceipt
    /// What it says of its key.
    public let details: DepositDetails
}

extension BackupAuthority {
    /// Takes a deposit. It is opened first: what the authority could not give back it does not take.
    ///
    /// - Parameter bytes: of a ``Deposit``.
    /// - Returns: the signed receipt, as ``DepositReceipt/init(reading:of:signedBy:)`` reads it; for a deposit that was
    ///   taken before, by its idempotency key, the first one's.
    /// - Throws: ``AuthorityError/otherContent`` for an idempotency key that was used for another key or other details;
    ///   ``AuthorityError/foreignKey`` if it was made for a key that is not the current one; and as reading and opening.
    public func deposit(_ bytes: [UInt8]) throws(TransferError) -> [UInt8] {
        let deposit = try receiving(.deposit, bytes) { () throws(TransferError) in try Deposit(reading: bytes) }
        let details = deposit.details
        return try changing(.deposit, details.recordID, bytes, by: details.depositor) {
            session throws(TransferError) in
            if let earlier = try session.transaction.value(details.idempotencyRowKey, in: .idempotency) {
                return try session.receipt(of: earlier, for: deposit)
            }
            guard details.authority == session.keys.exchange else { throw .authority(.foreignKey) }
            _ = try session.open(deposit)
            return try session.take(deposit)
        }
    }

    /// Visits the deposits in the order of their serials, as they are at one moment; they are not in memory all at once.
    public func eachDeposit(_ visit: (DepositListing) throws(TransferError) -> Void) throws(TransferError) {
        try reading { session throws(TransferError) in
            try session.transaction.each(.serial) { row throws(TransferError) in
                let (deposit, receipt) = try session.deposit(row.value)
                try visit(DepositListing(receipt: receipt.body, details: deposit.details))
            }
        }
    }

    /// One deposit.
    ///
    /// - Throws: ``AuthorityError/missing``.
    public func deposit(ofRecord recordID: [UInt8]) throws(TransferError) -> DepositListing {
        try reading { session throws(TransferError) in
            let (deposit, receipt) = try session.deposit(recordID)
            return DepositListing(receipt: receipt.body, details: deposit.details)
        }
    }
}

extension AuthoritySession {
    /// Puts a deposit on record, and signs for it.
    fileprivate func take(_ deposit: Deposit) throws(TransferError) -> [UInt8] {
        let details = deposit.details
        var receipt = DepositReceipt()
        receipt.serial = try nextSerial()
        receipt.recordID = details.recordID
        receipt.depositDigest = try Digest256.of(deposit.bytes)
        receipt.received = now
        receipt.signer = keys.signer
        var kept = KeptDeposit()
        kept.deposit = deposit.bytes
        kept.receipt = try keys.sign(receipt).written()
        let serialRow = AuthorityRow(key: [UInt8](rowKey: receipt.serial), value: details.recordID)
        let idempotencyRow = AuthorityRow(key: details.idempotencyRowKey, value: details.recordID)
        try transaction.insert(serialRow, into: .serial)
        try transaction.insert(idempotencyRow, into: .idempotency)
        try record(.deposit, details.recordID, kept.written(), by: details.depositor)
        return kept.receipt
    }

    private func nextSerial() throws(TransferError) -> UInt64 {
        guard let last = try transaction.last(in: .serial) else { return 1 }
        let serial = try deposit(last.value).receipt.body.serial
        guard serial < UInt64.max else { throw .authority(.damaged) }
        return serial + 1
    }

    /// The receipt of an earlier deposit, if this one is the same again: the same details, and the same key.
    fileprivate func receipt(of recordID: [UInt8], for again: Deposit) throws(TransferError) -> [UInt8] {
        let (earlier, receipt) = try deposit(recordID)
        guard earlier.details.saysTheSame(as: again.details) else { throw .authority(.otherContent) }
        guard try digest(ofKeyIn: earlier) == digest(ofKeyIn: again) else { throw .authority(.otherContent) }
        return try receipt.written()
    }

    /// Two keys are compared by their hashes, whose bytes tell nothing of how far the keys agree.
    private func digest(ofKeyIn deposit: Deposit) throws(TransferError) -> [UInt8] {
        let key = try open(deposit)
        do throws(ProviderError) {
            var hash = try HashObject(.sha256, provider: .aes)
            let blob = try key.exportPlaintext()
            try hash.update(blob.bytes)
            let value = try hash.value()
            return unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }
        } catch {
            throw .provider(error)
        }
    }
}

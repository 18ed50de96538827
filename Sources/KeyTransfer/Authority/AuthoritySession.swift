internal import KeyBlob
internal import KeyProvider

/// One transaction of an authority: its rows and its keys.
struct AuthoritySession {
    let transaction: any AuthorityTransaction
    let keyring: AuthorityKeyring
    let now: UInt64
    /// The current generation's.
    let keys: AuthorityKeys
    let generation: KeyGeneration

    /// - Throws: ``AuthorityError/missing`` where no authority has been made.
    init(
        _ transaction: any AuthorityTransaction, _ keyring: AuthorityKeyring, at now: UInt64
    ) throws(TransferError) {
        guard let last = try transaction.last(in: .generation) else { throw .authority(.missing) }
        let generation = try KeyGeneration(reading: last.value)
        try self.init(transaction, keyring, generation, at: now)
    }

    init(
        _ transaction: any AuthorityTransaction, _ keyring: AuthorityKeyring, _ generation: KeyGeneration,
        at now: UInt64
    ) throws(TransferError) {
        self.transaction = transaction
        self.keyring = keyring
        self.now = now
        self.generation = generation
        keys = try keyring.keys(of: generation)
    }

    /// Adds a row and the audit entry that speaks of it.
    func record(
        _ action: AuditAction, _ key: [UInt8], _ value: [UInt8], by actor: Party
    ) throws(TransferError) {
        try transaction.insert(AuthorityRow(key: key, value: value), into: action.table)
        try log(action, key, value, by: actor)
    }

    /// Adds an audit entry.
    func log(
        _ action: AuditAction, _ object: [UInt8], _ value: [UInt8], by actor: Party, refusal: AuthorityError? = nil
    ) throws(TransferError) {
        var entry = AuditEntry()
        entry.time = now
        entry.actor = actor
        entry.action = action
        entry.refusal = refusal
        entry.object = object
        entry.digest = try Digest256.of(value)
        try AuditLog.append(entry, to: transaction, signing: keys)
    }

    /// The authority itself, as who acts.
    var operatorParty: Party {
        var party = Party.unknown
        party.name = "authority"
        party.key = keys.signer
        return party
    }

    /// The keys of whichever generation has this one as its exchange or signature key.
    ///
    /// - Throws: ``AuthorityError/foreignKey``.
    func keys(with identity: KeyIdentity) throws(TransferError) -> AuthorityKeys {
        var found: KeyGeneration?
        try transaction.each(.generation) { row throws(TransferError) in
            let generation = try KeyGeneration(reading: row.value)
            if generation.exchange == identity || generation.signature == identity { found = generation }
        }
        guard let found else { throw .authority(.foreignKey) }
        return try keyring.keys(of: found)
    }

    /// The deposit of a record id, and its receipt.
    ///
    /// - Throws: ``AuthorityError/missing``; ``AuthorityError/damaged`` if it is not what was put there.
    func deposit(_ recordID: [UInt8]) throws(TransferError) -> (deposit: Deposit, receipt: Signed<DepositReceipt>) {
        guard let value = try transaction.value(recordID, in: .deposit) else { throw .authority(.missing) }
        let kept = try KeptDeposit(reading: value)
        let deposit = try Deposit(reading: kept.deposit)
        let receipt = try Signed<DepositReceipt>(reading: kept.receipt)
        let key = try keys(with: receipt.body.signer).signerKey
        do throws(TransferError) {
            _ = try DepositReceipt(reading: kept.receipt, of: deposit, signedBy: key)
        } catch {
            throw .authority(.damaged)
        }
        guard deposit.details.recordID == recordID else { throw .authority(.damaged) }
        return (deposit, receipt)
    }

    /// The session key of a deposit, whichever generation it was made for.
    func open(_ deposit: Deposit) throws(TransferError) -> SessionKey {
        let pair = try keys(with: deposit.details.authority).pair(.exchange)
        return try deposit.open(with: pair)
    }

    /// Puts a policy in force.
    func record(_ policy: RecoveryPolicy) throws(TransferError) {
        var policy = policy
        policy.signer = keys.signer
        var number: UInt64 = 1
        try transaction.each(.policy) { _ in number += 1 }
        try record(.policy, [UInt8](rowKey: number), keys.sign(policy).written(), by: operatorParty)
    }

    /// The policies that there have been, the one in force first.
    func policies() throws(TransferError) -> [RecoveryPolicy] {
        var all: [RecoveryPolicy] = []
        try transaction.each(.policy) { row throws(TransferError) in
            let signed = try Signed<RecoveryPolicy>(reading: row.value)
            try signed.verify(by: keys(with: signed.body.signer).signerKey)
            all.insert(signed.body, at: 0)
        }
        return all
    }

    /// The policy in force.
    func policy() throws(TransferError) -> RecoveryPolicy {
        guard let policy = try policies().first else { throw .authority(.damaged) }
        return policy
    }

    /// A request, with the decisions on it, each verified, and the policies that there have been.
    ///
    /// - Throws: ``AuthorityError/missing``.
    func request(
        _ requestID: [UInt8]
    ) throws(TransferError) -> (
        request: RecoveryRequest, decisions: [RecoveryDecision], state: RecoveryState, policies: [RecoveryPolicy]
    ) {
        guard let value = try transaction.value(requestID, in: .request) else { throw .authority(.missing) }
        let request = try RecoveryRequest(reading: value)
        guard request.requestID == requestID else { throw .authority(.damaged) }
        let policies = try policies()
        guard let policy = policies.first else { throw .authority(.damaged) }
        var decisions: [RecoveryDecision] = []
        try transaction.each(.decision, prefix: requestID) { row throws(TransferError) in
            let decision: RecoveryDecision
            do throws(TransferError) { decision = try verified(row.value, on: request, policies) } catch {
                // It was taken once: whoever looks at it did nothing wrong.
                throw error.isFailure ? error : .authority(.damaged)
            }
            guard row.key == requestID + decision.approver.key.bytes else { throw .authority(.damaged) }
            decisions.append(decision)
        }
        let isReleased = try transaction.value(requestID, in: .release) != nil
        return (request, decisions, RecoveryState(after: decisions, under: policy, isReleased: isReleased), policies)
    }

    /// A decision, if it is one by an approver on exactly this request, which is not his own.
    ///
    /// - Parameter policies: those by one of which he must be, or have been, an approver.
    func verified(
        _ bytes: [UInt8], on request: RecoveryRequest, _ policies: [RecoveryPolicy]
    ) throws(TransferError) -> RecoveryDecision {
        let signed = try Signed<RecoveryDecision>(reading: bytes)
        let decision = signed.body
        var key: PublicKey?
        for policy in policies where key == nil { key = try policy.key(of: decision.approver) }
        guard let key else { throw .authority(.notAnApprover) }
        try signed.verify(by: key)
        let digest = try Digest256.of(request.bytes)
        guard decision.requestID == request.requestID, decision.requestDigest == digest else {
            throw .authority(.otherRequest)
        }
        let newKey = try KeyIdentity(of: request.newKey)
        guard decision.approver.key != request.requester.key, decision.approver.key != newKey else {
            throw .authority(.ownRequest)
        }
        return decision
    }
}

internal import KeyBlob
internal import KeyProvider

/// A decision, and whose it is.
public struct RecoveryListingDecision: Sendable {
    /// What he signed.
    public let decision: RecoveryDecision
    /// The approver under the name that the policy gives him, or the last policy that knew him.
    public let approver: Party
    /// Whether he is one still: else his approval does not count.
    public let isApprover: Bool

    fileprivate init(_ decision: RecoveryDecision, under policies: [RecoveryPolicy]) {
        let key = decision.approver.key
        self.decision = decision
        approver = policies.lazy.compactMap { $0.approver(with: key) }.first ?? decision.approver
        isApprover = policies.first?.approver(with: key) != nil
    }
}

/// A request as it stands.
public struct RecoveryListing: Sendable {
    /// What is asked for.
    public let request: RecoveryRequest
    /// Whose key it is to be: the new exchange key.
    public let newKey: KeyIdentity
    /// What was decided so far, the earliest first; all of it is verified.
    public let decisions: [RecoveryListingDecision]
    /// What follows from that.
    public let state: RecoveryState

    fileprivate init(_ requestID: [UInt8], _ session: AuthoritySession) throws(TransferError) {
        let (request, decisions, state, policies) = try session.request(requestID)
        newKey = try KeyIdentity(of: request.newKey)
        self.request = request
        self.decisions = decisions.sorted { $0.decided < $1.decided }
            .map { RecoveryListingDecision($0, under: policies) }
        self.state = state
    }
}

extension BackupAuthority {
    /// Takes a request for recovery.
    ///
    /// - Parameter bytes: of a ``RecoveryRequest``.
    /// - Throws: ``AuthorityError/missing`` for a deposit that is not there, ``AuthorityError/expired``,
    ///   ``AuthorityError/unsuitableKey`` for a weak new key, ``AuthorityError/exists`` for a request that is there already.
    public func request(_ bytes: [UInt8]) throws(TransferError) {
        let request = try receiving(.request, bytes) { () throws(TransferError) in
            try RecoveryRequest(reading: bytes)
        }
        try changing(.request, request.requestID, bytes, by: request.requester) { session throws(TransferError) in
            _ = try session.living(request.recordID)
            try request.requireStrength()
            try session.record(.request, request.requestID, bytes, by: request.requester)
        }
    }

    /// Takes an approver's decision.
    ///
    /// - Parameter bytes: of a ``RecoveryDecision``.
    /// - Returns: how the request stands after it.
    /// - Throws: ``AuthorityError``: it is not on this request, not by an approver, his second, or on his own request, or
    ///   the request was rejected or its key released.
    @discardableResult
    public func decide(_ bytes: [UInt8]) throws(TransferError) -> RecoveryState {
        let claim = try receiving(.decision, bytes) { () throws(TransferError) in
            try Signed<RecoveryDecision>(reading: bytes).body
        }
        let key = claim.requestID + claim.approver.key.bytes
        return try changing(.decision, key, bytes, by: claim.approver) { session throws(TransferError) in
            let (request, _, state, policies) = try session.request(claim.requestID)
            _ = try session.verified(bytes, on: request, Array(policies.prefix(1)))
            guard try session.transaction.value(key, in: .decision) == nil else { throw .authority(.decidedAlready) }
            try state.requireOpen()
            let approver = policies.first?.approver(with: claim.approver.key) ?? claim.approver
            try session.record(.decision, key, bytes, by: approver)
            return try session.request(claim.requestID).state
        }
    }

    /// Releases the key of an approved request, once.
    ///
    /// - Returns: a SIMPLEBLOB for the request's new key, OAEP.
    /// - Throws: ``AuthorityError/tooFewApprovals``, ``AuthorityError/rejected``, ``AuthorityError/releasedAlready``,
    ///   ``AuthorityError/expired``.
    public func recover(_ requestID: [UInt8]) throws(TransferError) -> [UInt8] {
        try changing(.release, requestID.count <= 64 ? requestID : [], requestID, by: .unknown) {
            session throws(TransferError) in
            let (request, _, state, _) = try session.request(requestID)
            try state.requireApproved()
            let deposit = try session.living(request.recordID)
            let pair = try session.keys(with: deposit.details.authority).pair(.exchange)
            var release = RecoveryRelease()
            release.requestID = requestID
            release.recordID = request.recordID
            release.newKey = try KeyIdentity(of: request.newKey)
            release.simpleBlob = try deposit.recover(with: pair, for: request.newKey, at: session.now)
            release.released = session.now
            release.signer = session.keys.signer
            try session.record(.release, requestID, session.keys.sign(release).written(), by: request.requester)
            return release.simpleBlob
        }
    }

    /// What ``recover(_:)`` released, once more, where its output was lost on the way. Only the owner of the request's new
    /// key can open it, and it stands in the store for every reader: nothing is released twice.
    ///
    /// - Throws: ``AuthorityError/missing`` where nothing was released for that request.
    public func released(_ requestID: [UInt8]) throws(TransferError) -> [UInt8] {
        try reading { session throws(TransferError) in
            guard let value = try session.transaction.value(requestID, in: .release) else {
                throw .authority(.missing)
            }
            let signed = try Signed<RecoveryRelease>(reading: value)
            try signed.verify(by: session.keys(with: signed.body.signer).signerKey)
            guard signed.body.requestID == requestID else { throw .authority(.damaged) }
            return signed.body.simpleBlob
        }
    }

    /// Visits the requests in the order of their ids, as ``eachDeposit(_:)``.
    public func eachRequest(_ visit: (RecoveryListing) throws(TransferError) -> Void) throws(TransferError) {
        try reading { session throws(TransferError) in
            try session.transaction.each(.request) { row throws(TransferError) in
                try visit(RecoveryListing(row.key, session))
            }
        }
    }

    /// The request of an id: what approvers look at and sign.
    ///
    /// - Throws: ``AuthorityError/missing``.
    public func request(ofID requestID: [UInt8]) throws(TransferError) -> RecoveryListing {
        try reading { session throws(TransferError) in try RecoveryListing(requestID, session) }
    }
}

extension BackupAuthority {
    /// Visits the entries of the audit log, from the first, as ``eachDeposit(_:)``.
    public func eachEntry(_ visit: (AuditEntry) throws(TransferError) -> Void) throws(TransferError) {
        try reading { session throws(TransferError) in
            try session.transaction.each(.audit) { row throws(TransferError) in
                try visit(AuditEntry(reading: row.value))
            }
        }
    }

    /// The signed head of the log, to be kept where whoever can change the store cannot.
    public func checkpoint() throws(TransferError) -> [UInt8] {
        try reading { session throws(TransferError) in
            guard let last = try session.transaction.last(in: .checkpoint) else { throw .authority(.damaged) }
            return last.value
        }
    }

    /// Reads the whole log and all it speaks of.
    ///
    /// - Parameter kept: a ``checkpoint()`` that was kept: the log must reach it and agree with it.
    public func verifyAudit(against kept: [UInt8]? = nil) throws(TransferError) -> AuditVerdict {
        try store.read { transaction throws(TransferError) in
            try AuditVerification.verdict(on: transaction, keyring, kept: kept)
        }
    }
}

extension AuthoritySession {
    /// A deposit whose time is not over.
    fileprivate func living(_ recordID: [UInt8]) throws(TransferError) -> Deposit {
        let deposit = try deposit(recordID).deposit
        if let expiry = deposit.details.expiry, now >= expiry { throw .authority(.expired) }
        return deposit
    }
}

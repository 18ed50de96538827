internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// A backup authority: keeps session keys that nobody but it can open, and gives one back when enough approvers say so.
///
/// Every change is one transaction with its entry in the audit log: where the entry cannot be written, nothing happens.
/// Attempts that are refused are logged as well, in a transaction of their own.
public struct BackupAuthority<Store: AuthorityStore>: Sendable {
    let store: Store
    private let containers: ContainerStore
    private let clock: @Sendable () -> UInt64

    var keyring: AuthorityKeyring { AuthorityKeyring(store: containers) }

    /// - Parameters:
    ///   - containers: where the authority's key pairs are, and nobody else's.
    ///   - clock: seconds since 1970, UTC.
    public init(
        _ store: Store, keys containers: ContainerStore,
        clock: @escaping @Sendable () -> UInt64 = AuthorityClock.now
    ) {
        self.store = store
        self.containers = containers
        self.clock = clock
    }

    /// Makes the authority: its first key pairs, and who may approve recoveries.
    ///
    /// - Throws: ``AuthorityError/exists``.
    public func initialise(_ policy: RecoveryPolicy, bits: Int = 2048) throws(TransferError) {
        try withNewGeneration(bits: bits) { transaction, generation throws(TransferError) in
            guard try transaction.last(in: .generation) == nil else { throw .authority(.exists) }
            generation.number = 1
            let session = try AuthoritySession(transaction, keyring, generation, at: clock())
            try session.recordGeneration()
            try session.record(policy)
        }
    }

    /// Sets who may approve recoveries from now on. Pending requests go by it, too: the approvals of who is no approver any
    /// more do not count, his rejections stand.
    ///
    /// - Throws: ``AuthorityError/missing`` where there is no authority.
    public func setPolicy(_ policy: RecoveryPolicy) throws(TransferError) {
        try store.write { transaction throws(TransferError) in
            try AuthoritySession(transaction, keyring, at: clock()).record(policy)
        }
    }

    /// Who may approve recoveries.
    public func policy() throws(TransferError) -> RecoveryPolicy {
        try reading { session throws(TransferError) in try session.policy() }
    }

    /// Whether it was made; takes no key.
    public func isMade() throws(TransferError) -> Bool {
        try store.read { transaction throws(TransferError) in try transaction.last(in: .generation) != nil }
    }

    /// Makes new key pairs for all that comes; the old ones stay, for what was deposited under them.
    ///
    /// - Throws: ``AuthorityError/missing`` where there is no authority.
    public func rotate(bits: Int = 2048) throws(TransferError) {
        try withNewGeneration(bits: bits) { transaction, generation throws(TransferError) in
            let current = try AuthoritySession(transaction, keyring, at: clock())
            let (number, isOver) = current.generation.number.addingReportingOverflow(1)
            if isOver { throw .authority(.damaged) }
            generation.number = number
            try AuthoritySession(transaction, keyring, generation, at: clock()).recordGeneration()
        }
    }

    /// Which keys it has, and behind them those it had before; takes no key.
    public func identities() throws(TransferError) -> [AuthorityIdentity] {
        try store.read { transaction throws(TransferError) in
            var all: [AuthorityIdentity] = []
            try transaction.each(.generation) { row throws(TransferError) in
                if let generation = try? KeyGeneration(reading: row.value) {
                    all.insert(AuthorityIdentity(generation), at: 0)
                }
            }
            return all
        }
    }

    /// The current public key for deposits, or for signatures.
    public func publicKey(_ purpose: KeyPurpose) throws(TransferError) -> PublicKey {
        try reading { session throws(TransferError) in try session.keys.pair(purpose).publicKey }
    }

    /// Key pairs take long to make, so they come before the transaction; without its row nobody ever uses them.
    private func withNewGeneration(
        bits: Int, _ work: (any AuthorityTransaction, inout KeyGeneration) throws(TransferError) -> Void
    ) throws(TransferError) {
        var generation = try keyring.generate(1, bits: bits)
        do throws(TransferError) {
            try store.write { transaction throws(TransferError) in try work(transaction, &generation) }
        } catch .authority(let error) {
            try keyring.discard(generation)
            // Where no authority is, there is no log.
            if error != .missing { try refuse(.generation, [], [], by: .unknown, .authority(error)) }
            throw .authority(error)
        }
    }

    func reading<Result>(
        _ work: (AuthoritySession) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        try store.read { transaction throws(TransferError) in
            try work(AuthoritySession(transaction, keyring, at: clock()))
        }
    }

    /// Runs `work` as one transaction. What it refuses is logged.
    ///
    /// - Parameters:
    ///   - object: the key of the row that `work` makes, as far as it is known.
    ///   - input: what was handed in.
    func changing<Result>(
        _ action: AuditAction, _ object: [UInt8], _ input: [UInt8], by actor: Party,
        _ work: (AuthoritySession) throws(TransferError) -> Result
    ) throws(TransferError) -> Result {
        do throws(TransferError) {
            return try store.write { transaction throws(TransferError) in
                try work(AuthoritySession(transaction, keyring, at: clock()))
            }
        } catch {
            if error.isFailure { throw error }
            try refuse(action, object, input, by: actor, error)
            throw error
        }
    }

    /// Reads what was handed in. What cannot be read, or is not signed by who it names, is logged as nobody's.
    func receiving<Input>(
        _ action: AuditAction, _ input: [UInt8], _ read: () throws(TransferError) -> Input
    ) throws(TransferError) -> Input {
        do throws(TransferError) { return try read() } catch {
            try refuse(action, [], input, by: .unknown, error)
            throw error
        }
    }

    private func refuse(
        _ action: AuditAction, _ object: [UInt8], _ input: [UInt8], by actor: Party, _ error: TransferError
    ) throws(TransferError) {
        let reason: AuthorityError = if case .authority(let reason) = error { reason } else { .malformed }
        try store.write { transaction throws(TransferError) in
            try AuthoritySession(transaction, keyring, at: clock())
                .log(action, object, input, by: actor, refusal: reason)
        }
    }
}

extension AuthoritySession {
    fileprivate func recordGeneration() throws(TransferError) {
        try record(.generation, generation.rowKey, generation.written(), by: operatorParty)
    }
}

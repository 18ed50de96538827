internal import KeyBlob
public import KeyProvider

/// Who may approve recoveries, and how many of them it takes.
public struct RecoveryPolicy: AuthorityBody, Equatable {
    static let label: StaticString = "keyblob authority policy"

    /// A registered approver.
    struct Approver: Record, Sendable, Equatable {
        var party = Party()
        var key = RecordKey()

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try party.layout(&pass)
            try pass.record("key", &key)
        }
    }

    private var number: UInt32 = 0
    private(set) var approverRecords: [Approver] = []
    var signer = KeyIdentity(bytes: [])

    /// How many must approve.
    public var quorum: Int { Int(number) }
    /// The registered approvers.
    public var approvers: [Party] { approverRecords.map(\.party) }

    init() {}

    /// - Throws: ``AuthorityError/impossibleQuorum``, ``AuthorityError/unsuitableKey`` for an approver whose key is weak;
    ///   ``TransferError/provider(_:)``.
    public init(quorum: Int, of approvers: [(name: String, key: PublicKey)]) throws(TransferError) {
        guard let number = UInt32(exactly: quorum) else { throw .authority(.impossibleQuorum) }
        self.number = number
        for approver in approvers {
            try approver.key.requireStrength()
            var record = Approver()
            record.party = try Party(approver.name, approver.key)
            record.key = try RecordKey(approver.key)
            approverRecords.append(record)
        }
        let identities = Set(approverRecords.map(\.party.key))
        guard 1...64 ~= approvers.count, identities.count == approvers.count, 1...approvers.count ~= quorum else {
            throw .authority(.impossibleQuorum)
        }
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBPOLCY\0")
        try pass.version1()
        try pass.number("quorum", &number, in: 1...64)
        try pass.list("approvers", &approverRecords, in: 1...64)
        try pass.bytes("signer", &signer.bytes, count: KeyIdentity.byteCount)
    }

    /// An approver under the name that the policy gives him; nil for anybody else.
    func approver(with key: KeyIdentity) -> Party? { approvers.first { $0.key == key } }

    /// The registered key of an approver; nil for anybody else.
    func key(of approver: Party) throws(TransferError) -> PublicKey? {
        guard let registered = approverRecords.first(where: { $0.party.key == approver.key }) else { return nil }
        return try registered.key.key(of: registered.party)
    }
}

/// How far a request has come.
public enum RecoveryState: String, Sendable, Equatable {
    /// Fewer than the quorum have approved, and nobody has rejected.
    case pending
    /// The key can be released.
    case approved
    /// An approver has rejected: it is over.
    case rejected
    /// The key was released, and is not again.
    case released

    /// The state that follows from what was decided: one rejection ends a request, and a quorum of those who are approvers
    /// now approves it. What was released stays released.
    ///
    /// - Parameter decisions: verified ones, at most one of each approver.
    init(after decisions: [RecoveryDecision], under policy: RecoveryPolicy, isReleased: Bool) {
        let approvals = Set(decisions.filter { $0.verdict == .approve }.map(\.approver.key))
        let count = approvals.intersection(policy.approvers.map(\.key)).count
        self =
            isReleased
            ? .released
            : decisions.contains { $0.verdict == .reject }
                ? .rejected : count >= policy.quorum ? .approved : .pending
    }

    /// - Throws: why a request in this state gets no (other) decision.
    func requireOpen() throws(TransferError) {
        switch self {
        case .pending, .approved: break
        case .rejected: throw .authority(.rejected)
        case .released: throw .authority(.releasedAlready)
        }
    }

    /// - Throws: why a request in this state releases no key.
    func requireApproved() throws(TransferError) {
        try requireOpen()
        if self == .pending { throw .authority(.tooFewApprovals) }
    }
}

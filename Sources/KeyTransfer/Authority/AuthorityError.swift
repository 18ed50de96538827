/// Why the backup authority refuses. The numbers stand in the audit log as an entry's outcome; 0 is a deed done.
public enum AuthorityError: UInt32, Error, Equatable, Sendable, CaseIterable {
    /// There is no such record.
    case missing = 1
    /// There is one already.
    case exists = 2
    /// A signature is not by the key that must have signed.
    case badSignature = 3
    /// The deposit does not open with the authority's key, or what is in it is not what its fields say.
    case doesNotOpen = 4
    /// It was made for a key that the authority does not have, or has no longer.
    case foreignKey = 5
    /// The idempotency key was used for something else.
    case otherContent = 6
    /// The deposit's time is over.
    case expired = 7
    /// Who decides is not a registered approver.
    case notAnApprover = 8
    /// Nobody approves a request of his own.
    case ownRequest = 9
    /// The approver has decided on this request before.
    case decidedAlready = 10
    /// The decision is on another request than the one on record.
    case otherRequest = 11
    /// Too few approvers have approved.
    case tooFewApprovals = 12
    /// An approver rejected the request.
    case rejected = 13
    /// The key was released before.
    case releasedAlready = 14
    /// A quorum that its approvers cannot reach, an approver named twice, or none.
    case impossibleQuorum = 15
    /// The key is not one for this: too weak (fewer than 2048 bits, or a flaw), or, where a key is to be recovered for it, no
    /// RSA exchange key.
    case unsuitableKey = 16
    /// What is on record is not what was put there.
    case damaged = 17
    /// The input is no record of the kind that is due.
    case malformed = 18
}

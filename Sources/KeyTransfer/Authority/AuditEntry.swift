internal import KeyBlob
internal import KeyProvider

/// What was done, or tried.
public enum AuditAction: UInt32, Sendable, CaseIterable {
    /// New key pairs of the authority: its first ones, or a rotation.
    case generation = 1
    /// Approvers and quorum were set.
    case policy = 2
    /// A session key was handed in.
    case deposit = 3
    /// Somebody asked for one.
    case request = 4
    /// An approver decided on a request.
    case decision = 5
    /// A key was released to its owner's new key.
    case release = 6

    /// Where a deed of this kind leaves its row.
    var table: AuthorityTable {
        switch self {
        case .generation: .generation
        case .policy: .policy
        case .deposit: .deposit
        case .request: .request
        case .decision: .decision
        case .release: .release
        }
    }
}

/// An entry of the audit log.
public struct AuditEntry: Record, Sendable, Equatable {
    /// From 1, without gaps.
    public internal(set) var serial: UInt64 = 0
    /// In seconds since 1970, UTC.
    public internal(set) var time: UInt64 = 0
    /// Who did it. Of a refused attempt, who it says it is by.
    public internal(set) var actor = Party.unknown
    private var actionNumber = AuditAction.generation.rawValue
    private var outcome: UInt32 = 0
    /// The key of the row that it made, or would have made; empty if the attempt cannot be read.
    public internal(set) var object: [UInt8] = []
    /// The SHA-256 of that row's value; of a refused attempt, of what was handed in.
    public internal(set) var digest: [UInt8] = []
    /// The SHA-256 of the entry before; zeros in the first.
    public internal(set) var previous = [UInt8](repeating: 0, count: Digest256.byteCount)

    /// What was done, or tried.
    public internal(set) var action: AuditAction {
        get { AuditAction(rawValue: actionNumber) ?? .generation }
        set { actionNumber = newValue.rawValue }
    }

    /// Why it was refused; nil for what was done.
    public internal(set) var refusal: AuthorityError? {
        get { AuthorityError(rawValue: outcome) }
        set { outcome = newValue?.rawValue ?? 0 }
    }

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBAUDIT\0")
        try pass.version1()
        try pass.number("serial", &serial, in: 1...UInt64.max)
        try pass.number("time", &time)
        try pass.record("actor", &actor)
        try pass.number("action", &actionNumber, in: 1...AuditAction.release.rawValue)
        try pass.number("outcome", &outcome, in: 0...AuthorityError.malformed.rawValue)
        try pass.bytes("object", &object, in: 0...64)
        try pass.bytes("digest", &digest, count: Digest256.byteCount)
        try pass.bytes("SHA-256 of the entry before", &previous, count: Digest256.byteCount)
    }
}

/// The head of the audit log at some moment, signed by the authority.
public struct AuditCheckpoint: AuthorityBody, Equatable {
    static let label: StaticString = "keyblob authority checkpoint"

    /// The last entry's.
    public internal(set) var serial: UInt64 = 0
    /// The last entry's SHA-256.
    public internal(set) var digest: [UInt8] = []
    /// The authority's signature key.
    public internal(set) var signer = KeyIdentity(bytes: [])

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBCHECK\0")
        try pass.version1()
        try pass.number("serial", &serial, in: 1...UInt64.max)
        try pass.bytes("SHA-256 of the entry", &digest, count: Digest256.byteCount)
        try pass.bytes("signer", &signer.bytes, count: KeyIdentity.byteCount)
    }

    /// The serial in a checkpoint's bytes, of which nothing has been verified: to tell the newer of two.
    ///
    /// - Throws: ``TransferError/malformed(_:)``.
    public static func serial(of bytes: [UInt8]) throws(TransferError) -> UInt64 {
        try Signed<Self>(reading: bytes).body.serial
    }
}

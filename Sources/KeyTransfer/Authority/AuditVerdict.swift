/// Something in the audit log that is not as it was written.
public struct AuditFlaw: Sendable, Equatable {
    /// What is wrong.
    public enum Kind: String, Sendable, CaseIterable {
        case entry = "the entry is missing, damaged, or stands in another's place"
        case chain = "the entry does not follow the one before"
        case checkpoint = "the signed head is missing, damaged, or of another entry"
        case row = "what the entry speaks of is missing, or another"
        case unlogged = "there are rows that no entry speaks of, or there is one too few"
        case kept = "the log ends before the checkpoint that was kept elsewhere, or is another"
        case foreign = "not a checkpoint of this authority; or all of it was put back to before the key that signed it"
        case keys = "a key of the authority is not the one that the log names"
    }

    /// Which entry; 0 where it is none.
    public let serial: UInt64
    /// What is wrong with it.
    public let kind: Kind

    /// A flaw of an entry.
    public init(serial: UInt64, kind: Kind) {
        self.serial = serial
        self.kind = kind
    }
}

/// What reading the whole audit log found.
public struct AuditVerdict: Sendable, Equatable {
    /// How many entries there are.
    public internal(set) var entryCount: UInt64 = 0
    /// In the order in which they were found.
    public internal(set) var flaws: [AuditFlaw] = []

    /// Whether all is as it was written.
    public var isClean: Bool { flaws.isEmpty }

    mutating func note(_ kind: AuditFlaw.Kind, _ serial: UInt64 = 0) {
        let flaw = AuditFlaw(serial: serial, kind: kind)
        if flaws.last != flaw { flaws.append(flaw) }
    }
}

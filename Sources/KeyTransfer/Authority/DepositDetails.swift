internal import KeyBlob
internal import KeyProvider

/// The file that a deposited session key opens.
public struct DepositSubject: Record, Sendable, Equatable {
    /// The SHA-256 of its contents.
    public var sha256: [UInt8] = []
    /// At most 1024 bytes of UTF-8.
    public var name = ""
    /// In bytes.
    public var byteCount: UInt64 = 0

    init() {}

    /// A file by its hash, name and size.
    public init(sha256: [UInt8], name: String, byteCount: UInt64) {
        self.sha256 = sha256
        self.name = name
        self.byteCount = byteCount
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("SHA-256", &sha256, count: Digest256.byteCount)
        try pass.text("file name", &name, upTo: 1024)
        try pass.number("file size", &byteCount)
    }
}

/// All that a deposit says about its key, in the clear, and bound to it: the depositor signs it and the envelope of the key
/// opens with it alone.
public struct DepositDetails: Record, Sendable, Equatable {
    static let recordIDByteCount = 16
    /// The longest life of a deposit, in seconds: so that no sum of times leaves 64 bits.
    static let longestLifetime: UInt64 = 1 << 40

    /// 16 random bytes.
    public internal(set) var recordID: [UInt8] = []
    /// Who the key belongs to.
    public var owner = Party()
    /// Who deposits it.
    public internal(set) var depositor = Party()
    /// At most 4096 bytes of UTF-8.
    public var description = ""
    /// The file that the key opens.
    public var subject = DepositSubject()
    /// The session key's algorithm, as an ALG_ID.
    public internal(set) var algorithm: UInt32 = 0
    /// The authority's key that it was wrapped for.
    public internal(set) var authority = KeyIdentity(bytes: [])
    /// In seconds since 1970, UTC.
    public internal(set) var created: UInt64 = 0
    /// How long the key is kept for recovery, in seconds; 0 for ever.
    public var lifetime: UInt64 = 0
    /// 1 to 64 bytes by which a repeated deposit is known.
    public var idempotencyKey: [UInt8] = []

    init() {}

    /// What the depositor says; the rest, ``Deposit`` fills in.
    ///
    /// - Parameter lifetime: in seconds, less than 2⁴⁰; 0 for ever.
    public init(
        owner: Party, description: String, subject: DepositSubject, lifetime: UInt64, idempotencyKey: [UInt8]
    ) {
        self.owner = owner
        self.description = description
        self.subject = subject
        self.lifetime = lifetime
        self.idempotencyKey = idempotencyKey
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBDEPOS\0")
        try pass.version1()
        try pass.bytes("record id", &recordID, count: Self.recordIDByteCount)
        try pass.record("owner", &owner)
        try pass.record("depositor", &depositor)
        try pass.text("description", &description, upTo: 4096)
        try pass.record("subject", &subject)
        try pass.number("algorithm", &algorithm)
        try pass.bytes("authority key", &authority.bytes, count: KeyIdentity.byteCount)
        try pass.number("created", &created, in: 0...1 << 40)
        try pass.number("lifetime", &lifetime, in: 0...Self.longestLifetime)
        try pass.bytes("idempotency key", &idempotencyKey, in: 1...64)
    }

    /// When recovery ends, in seconds since 1970; nil for never.
    public var expiry: UInt64? { lifetime == 0 ? nil : created + lifetime }

    /// Whether the deposit says the same as another, but for what differs whenever one is made.
    func saysTheSame(as other: DepositDetails) -> Bool {
        var copy = other
        copy.recordID = recordID
        copy.authority = authority
        copy.created = created
        return self == copy
    }
}

internal import KeyBlob
public import KeyProvider

/// What the authority says of a deposit that it has taken.
public struct DepositReceipt: AuthorityBody, Equatable {
    static let label: StaticString = "keyblob authority receipt"

    /// From 1, greater with each deposit.
    public internal(set) var serial: UInt64 = 0
    /// The deposit's.
    public internal(set) var recordID: [UInt8] = []
    /// The SHA-256 of the deposit.
    public internal(set) var depositDigest: [UInt8] = []
    /// In seconds since 1970, UTC.
    public internal(set) var received: UInt64 = 0
    /// The authority's signature key.
    public internal(set) var signer = KeyIdentity(bytes: [])

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBRECPT\0")
        try pass.version1()
        try pass.number("serial", &serial, in: 1...UInt64.max)
        try pass.bytes("record id", &recordID, count: DepositDetails.recordIDByteCount)
        try pass.bytes("deposit's SHA-256", &depositDigest, count: Digest256.byteCount)
        try pass.number("received", &received)
        try pass.bytes("signer", &signer.bytes, count: KeyIdentity.byteCount)
    }

    /// A receipt out of its bytes, for the deposit that it must be of.
    ///
    /// - Parameter key: the authority's signature key.
    /// - Throws: ``TransferError/malformed(_:)``, ``AuthorityError/badSignature``; ``AuthorityError/otherContent`` for a
    ///   receipt of another deposit.
    public init(
        reading bytes: [UInt8], of deposit: Deposit, signedBy key: PublicKey
    ) throws(TransferError) {
        let signed = try Signed<Self>(reading: bytes)
        try signed.verify(by: key)
        self = signed.body
        guard try signer == KeyIdentity(of: key) else { throw .authority(.badSignature) }
        let digest = try Digest256.of(deposit.bytes)
        guard recordID == deposit.details.recordID, depositDigest == digest else {
            throw .authority(.otherContent)
        }
    }
}

/// A deposit as it is kept, with its receipt.
struct KeptDeposit: Record {
    /// Longer than the longest deposit, whose texts and keys are all limited.
    static let longest = 1 << 16

    var deposit: [UInt8] = []
    var receipt: [UInt8] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("deposit", &deposit, in: 1...Self.longest)
        try pass.bytes("receipt", &receipt, in: 1...Self.longest)
    }
}

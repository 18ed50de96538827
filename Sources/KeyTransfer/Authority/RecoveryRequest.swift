internal import KeyBlob
public import KeyProvider

/// The wish to have a deposited key back, wrapped for its owner's new key, signed by who asks.
public struct RecoveryRequest: Sendable {
    struct Body: AuthorityBody {
        static let label: StaticString = "keyblob authority request"

        var requestID: [UInt8] = []
        var recordID: [UInt8] = []
        var reason = ""
        var requester = Party()
        var requesterKey = RecordKey()
        var newKey = RecordKey()
        var created: UInt64 = 0

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try pass.constant("magic", "KBRECOV\0")
            try pass.version1()
            try pass.bytes("request id", &requestID, count: DepositDetails.recordIDByteCount)
            try pass.bytes("record id", &recordID, count: DepositDetails.recordIDByteCount)
            try pass.text("reason", &reason, upTo: 4096)
            try pass.record("requester", &requester)
            try pass.record("requester key", &requesterKey)
            try pass.record("new key", &newKey)
            try pass.number("created", &created)
        }
    }

    private let body: Body
    /// The record as bytes; docs/authority.md has the table.
    public let bytes: [UInt8]
    /// The key that the recovered one is wrapped for.
    public let newKey: PublicKey

    /// 16 random bytes.
    public var requestID: [UInt8] { body.requestID }
    /// The deposit that is asked for.
    public var recordID: [UInt8] { body.recordID }
    /// Why, for the approvers; at most 4096 bytes of UTF-8.
    public var reason: String { body.reason }
    /// Who asks.
    public var requester: Party { body.requester }
    /// In seconds since 1970, UTC.
    public var created: UInt64 { body.created }

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - newKey: an RSA exchange key, of 2048 bits at least.
    ///   - requester: an RSA pair, of either use.
    ///   - now: in seconds since 1970.
    /// - Throws: ``AuthorityError/unsuitableKey``, also for a weak new key; ``TransferError``.
    public init(
        for recordID: [UInt8], reason: String, newKey: PublicKey, by name: String, _ requester: borrowing KeyPair,
        at now: UInt64
    ) throws(TransferError) {
        var body = Body()
        body.requestID = try .random(count: DepositDetails.recordIDByteCount)
        body.recordID = recordID
        body.reason = reason
        body.requester = try Party(name, requester.publicKey)
        body.requesterKey = try RecordKey(requester.publicKey)
        body.newKey = try RecordKey(newKey)
        body.created = now
        bytes = try Signed(body, by: requester).written()
        self.body = body
        self.newKey = newKey
        try requireExchange()
        try requireStrength()
    }

    /// A request out of its bytes, once its signature has been verified.
    ///
    /// - Throws: ``TransferError/malformed(_:)``, ``AuthorityError/badSignature``, ``AuthorityError/unsuitableKey``.
    public init(reading bytes: [UInt8]) throws(TransferError) {
        let signed = try Signed<Body>(reading: bytes)
        self.bytes = bytes
        body = signed.body
        try signed.verify(by: body.requesterKey.key(of: body.requester))
        newKey = try body.newKey.key()
        try requireExchange()
    }

    private func requireExchange() throws(TransferError) {
        guard newKey.algorithm == .rsaKeyExchange else { throw .authority(.unsuitableKey) }
    }

    /// Refuses a new key under which the recovered one would be less safe than it was.
    func requireStrength() throws(TransferError) { try newKey.requireStrength() }
}

internal import KeyBlob
public import KeyProvider

/// What one approver decides on one request, signed over exactly that request.
public struct RecoveryDecision: AuthorityBody, Equatable {
    static let label: StaticString = "keyblob authority decision"

    /// What is decided.
    public enum Verdict: UInt32, Sendable {
        /// The key may be released, as far as this approver has a say.
        case approve = 1
        /// It may not: the request is over.
        case reject = 2
    }

    /// The request's.
    public private(set) var requestID: [UInt8] = []
    /// The SHA-256 of the request.
    public private(set) var requestDigest: [UInt8] = []
    private var verdictNumber = Verdict.reject.rawValue
    /// The approver's name is the one he gives himself; his key is the registered one.
    public private(set) var approver = Party()
    /// At most 4096 bytes of UTF-8.
    public private(set) var comment = ""
    /// In seconds since 1970, UTC.
    public private(set) var decided: UInt64 = 0

    /// What is decided.
    public var verdict: Verdict { verdictNumber == Verdict.approve.rawValue ? .approve : .reject }

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBDECID\0")
        try pass.version1()
        try pass.bytes("request id", &requestID, count: DepositDetails.recordIDByteCount)
        try pass.bytes("request's SHA-256", &requestDigest, count: Digest256.byteCount)
        try pass.number("verdict", &verdictNumber, in: 1...2)
        try pass.record("approver", &approver)
        try pass.text("comment", &comment, upTo: 4096)
        try pass.number("decided", &decided)
    }

    /// Decides and signs.
    ///
    /// - Parameters:
    ///   - approver: an RSA pair, of either use, whose public half is registered.
    ///   - now: in seconds since 1970.
    /// - Returns: the record as bytes; docs/authority.md has the table.
    /// - Throws: ``TransferError``.
    public static func make(
        _ verdict: Verdict, on request: RecoveryRequest, comment: String, by name: String,
        _ approver: borrowing KeyPair, at now: UInt64
    ) throws(TransferError) -> [UInt8] {
        var body = Self()
        body.requestID = request.requestID
        body.requestDigest = try Digest256.of(request.bytes)
        body.verdictNumber = verdict.rawValue
        body.approver = try Party(name, approver.publicKey)
        body.comment = comment
        body.decided = now
        return try Signed(body, by: approver).written()
    }
}

// The frames of a hand-over. Behind a head stands the body, and behind that the HMAC-SHA-256 of both.

/// The head of a frame: 32 bytes.
struct HandOverHead: Record {
    static let byteCount = 32
    /// The longest body, in bytes: a bundle's BLOBs, and more than their roles take.
    static let longestBody = KeyBundle.capacity * (OfferedKey.longestContents + 1024)

    var kind: UInt32 = Kind.offer.rawValue
    var transfer = [UInt8](repeating: 0, count: TransferIdentifier.byteCount)
    var bodyByteCount: UInt32 = 0

    /// What a frame says.
    enum Kind: UInt32, CaseIterable {
        /// The source: here are keys. Body: ``HandOverOffer``.
        case offer = 1
        /// The receiver: they are imported, and not in use. No body.
        case acknowledged = 2
        /// The source: mine are destroyed, use yours. No body.
        case committed = 3
        /// The receiver: I do. No body.
        case taken = 4
        /// The receiver: I do not take them. Body: ``HandOverRefusal``.
        case refused = 5
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "SKH1")
        try pass.version1()
        try pass.number("kind", &kind, in: 1...5)
        try pass.bytes("transfer", &transfer, count: TransferIdentifier.byteCount)
        try pass.number("cbBody", &bodyByteCount, in: 0...UInt32(Self.longestBody))
    }
}

/// The body of an offer.
struct HandOverOffer: Record {
    var keys: [OfferedKey] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.list("keys", &keys, in: 1...KeyBundle.capacity)
    }
}

/// A key of an offer.
struct OfferedKey: Record {
    static let longestContents = 16384
    /// ``form`` of a key that is here, and of one that stays where it is.
    static let (opaqueKeyBlob, reference): (UInt32, UInt32) = (1, 2)

    var role = ""
    var form = opaqueKeyBlob
    var position: UInt64 = 0
    var contents: [UInt8] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.text("role", &role, upTo: KeyBundle.longestRole)
        try pass.number("form", &form, in: Self.opaqueKeyBlob...Self.reference)
        try pass.number("position", &position)
        try pass.bytes("contents", &contents, in: 1...Self.longestContents)
    }
}

/// The body of a refusal.
struct HandOverRefusal: Record {
    var reason: UInt32 = HandOverError.Refusal.illegalOffer.rawValue

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.number("reason", &reason, in: 1...3)
    }
}

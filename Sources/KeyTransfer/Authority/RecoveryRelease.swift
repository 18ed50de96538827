internal import KeyBlob

/// That a key was released: the SIMPLEBLOB for the owner's new key, and for which request.
struct RecoveryRelease: AuthorityBody {
    static let label: StaticString = "keyblob authority release"

    var requestID: [UInt8] = []
    var recordID: [UInt8] = []
    var newKey = KeyIdentity(bytes: [])
    var simpleBlob: [UInt8] = []
    var released: UInt64 = 0
    var signer = KeyIdentity(bytes: [])

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBRELES\0")
        try pass.version1()
        try pass.bytes("request id", &requestID, count: DepositDetails.recordIDByteCount)
        try pass.bytes("record id", &recordID, count: DepositDetails.recordIDByteCount)
        try pass.bytes("new key", &newKey.bytes, count: KeyIdentity.byteCount)
        try pass.bytes("SIMPLEBLOB", &simpleBlob, in: 1...Envelope.longestSimpleBlob)
        try pass.number("released", &released)
        try pass.bytes("signer", &signer.bytes, count: KeyIdentity.byteCount)
    }
}

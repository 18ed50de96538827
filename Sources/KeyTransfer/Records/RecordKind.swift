internal import KeyBlob

/// All records that stand alone: in a file, in a message, in a row of a table.
struct RecordKind: Sendable {
    let name: String
    /// Whether data follows that is no part of the record.
    private let hasBody: Bool
    private let describe: @Sendable (RawSpan) throws(TransferError) -> [RecordRow]

    private init<Kind: Record & SendableMetatype>(_ name: String, _ type: Kind.Type, hasBody: Bool = false) {
        self.name = name
        self.hasBody = hasBody
        describe = { (bytes) throws(TransferError) in
            var describer = RecordDescriber(bytes)
            var record = Kind()
            try record.layout(&describer)
            if !hasBody { try describer.finish() }
            return describer.rows
        }
    }

    static let all = [
        RecordKind("sealed file", SealedFileRecord.self, hasBody: true),
        RecordKind("stored session key", Signed<StoredKeyRecord>.self),
        RecordKind("message", Signed<MessageBody>.self),
        RecordKind("handshake message 1", HandshakeOffer.self),
        RecordKind("handshake message 2", HandshakeAnswer.self),
        RecordKind("handshake message 3", HandshakeConfirmation.self),
        RecordKind("handshake state", Signed<HandshakeState>.self),
        RecordKind("authority deposit", Signed<Deposit.Body>.self),
        RecordKind("authority receipt", Signed<DepositReceipt>.self),
        RecordKind("authority request", Signed<RecoveryRequest.Body>.self),
        RecordKind("authority decision", Signed<RecoveryDecision>.self),
        RecordKind("authority release", Signed<RecoveryRelease>.self),
        RecordKind("authority policy", Signed<RecoveryPolicy>.self),
        RecordKind("authority audit entry", AuditEntry.self),
        RecordKind("authority checkpoint", Signed<AuditCheckpoint>.self),
        RecordKind("authority key generation", KeyGeneration.self),
    ]

    /// The fields of a record of this kind; nil for another kind, which its magic number, its first field, tells.
    func rows(of bytes: RawSpan, _ byteCount: UInt64) throws(TransferError) -> [RecordRow]? {
        let rows: [RecordRow]
        do throws(TransferError) { rows = try describe(bytes) } catch {
            switch error {
            case .malformed(let error) where error.offset == 0: return nil
            case .handshake(.unexpectedMessage): return nil
            default: throw error
            }
        }
        guard hasBody, let last = rows.last else { return rows }
        let end = last.offset + last.size
        // The rule that a header's own reader has: its length is what it says.
        _ = try SealedFileHeader(bytes.extracting(first: end))
        let size = Int(clamping: byteCount) - end
        return rows + [RecordRow(offset: end, size: size, name: "body", value: .body, legal: nil, contents: nil)]
    }
}

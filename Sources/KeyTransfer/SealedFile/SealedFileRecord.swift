internal import KeyBlob
internal import KeyProvider

/// What stands before a sealed file's body.
///
/// ```c
/// struct { BYTE magic[4];             // "SKSF"
///          DWORD version;             // 1
///          DWORD cbHeader;            // of all this, mac included
///          Envelope envelope;
///          DWORD cbSignature;         // 0 unless the envelope names a signer
///          BYTE signature[];
///          BYTE mac[32]; }            // HMAC-SHA-256 of all before it
/// ```
struct SealedFileRecord: Record {
    /// Magic, version and the header's length: what must be read to know how much more to read.
    struct Front: Record {
        static let byteCount = 12

        var headerByteCount: UInt32 = 0

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try pass.constant("magic", "SKSF")
            try pass.version1()
            try pass.number("cbHeader", &headerByteCount, in: UInt32(Self.byteCount)...SealedFileRecord.longest)
        }
    }

    /// What the sender signs.
    ///
    /// ```c
    /// struct { BYTE salt[32];         // of the keys; the same as long as the body is the same
    ///          DWORD cRecipients;     // 1...1024
    ///          Entry recipients[];
    ///          DWORD cSigners;        // 0 or 1
    ///          BYTE signer[][32]; }   // KeyIdentity
    /// ```
    struct Envelope: Record {
        var salt: [UInt8] = []
        var entries: [SealedFileEntry] = []
        var signers: [Signer] = []

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try pass.bytes("salt", &salt, count: SealedFile.saltByteCount)
            try pass.list("recipients", &entries, in: SealedFile.recipientCounts)
            try pass.list("signers", &signers, in: 0...1)
        }
    }

    struct Signer: Record {
        var identity: [UInt8] = []

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try pass.bytes("signer", &identity, count: KeyIdentity.byteCount)
        }
    }

    static let signatureLabel: StaticString = "keyblob sealed file signature 1"
    static let macByteCount = 32
    static let longest = UInt32(
        Front.byteCount + SealedFile.saltByteCount + 4 + SealedFile.recipientCounts.upperBound * SealedFileEntry.longest
            + 4 + KeyIdentity.byteCount + 4 + RecordSignature.longest + macByteCount)

    var front = Front()
    var envelope = Envelope()
    var signature: [UInt8] = []
    var mac: [UInt8] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try front.layout(&pass)
        try envelope.layout(&pass)
        let offset = pass.offset
        try pass.bytes("signature", &signature, in: 0...RecordSignature.longest)
        guard signature.isEmpty == envelope.signers.isEmpty else {
            throw .malformed(
                BlobError(reason: .lengthMismatch, field: "signature", offset: offset, found: UInt64(signature.count)))
        }
        try pass.bytes("mac", &mac, count: Self.macByteCount)
    }
}

extension SealedFileRecord {
    /// A header over an envelope, signed if somebody signs it and authenticated.
    init(
        _ envelope: Envelope, signer: borrowing KeyPair?, _ keys: borrowing SealedFileKeys
    ) throws(TransferError) {
        self.envelope = envelope
        switch signer {
        case .some(let pair):
            let identity = try KeyIdentity(of: pair.publicKey)
            self.envelope.signers = [Signer(identity: identity.bytes)]
            signature = try RecordSignature.make(
                self.envelope.written(), label: Self.signatureLabel, with: pair)
        case .none: self.envelope.signers = []
        }
        front.headerByteCount = UInt32(Front.byteCount)
        mac = [UInt8](repeating: 0, count: Self.macByteCount)
        front.headerByteCount = UInt32(try written().count)
        mac = try keys.headerCode(of: written().dropLast(Self.macByteCount))
    }
}

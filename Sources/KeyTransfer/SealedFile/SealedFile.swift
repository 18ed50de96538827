internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// Files sealed for any number of RSA keys: `docs/sealed-file.md` has the format.
public enum SealedFile {
    /// How many recipients a file may have.
    public static let recipientCounts = 1...1024
    static let saltByteCount = 32

    /// Seals all of `source` under a new AES-256 key.
    ///
    /// - Parameters:
    ///   - recipients: who can open it; one that is named twice counts once.
    ///   - signer: an RSA pair, of either purpose, that signs who the file is for.
    ///   - insecure: take weak recipients (``SealedFileRecipient/isWeak()``), too.
    /// - Throws: ``TransferError/provider(_:)`` with `weakKeyRefused`, `unsuitableKey`;
    ///   ``TransferError/sealedFile(_:)`` with `noRecipients`, `tooLong`.
    public static func seal<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, for recipients: [SealedFileRecipient],
        signedBy signer: borrowing KeyPair? = nil, allowing insecure: Insecure? = nil
    ) throws(TransferError) {
        let sessionKey = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        var envelope = SealedFileRecord.Envelope()
        envelope.salt = try randomSalt()
        try envelope.add(recipients, sessionKey, allowing: insecure)
        let keys = try SealedFileKeys(sessionKey, salt: envelope.salt)
        try sink.write(SealedFileRecord(envelope, signer: signer, keys).written())
        var body = try keys.body()
        try unsafe body.seal(
            { (buffer) throws(TransferError) in try unsafe source.fill(buffer) },
            { (sealed) throws(TransferError) in try unsafe sink.write(sealed) })
    }

    /// Opens all of `source` with the exchange pair of a recipient: ``SealedFileHeader/unlock(with:sender:)`` and
    /// ``UnlockedFile/open(_:into:)``.
    ///
    /// - Throws: as the two.
    public static func open<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, with pair: borrowing KeyPair, sender: PublicKey? = nil
    ) throws(TransferError) {
        var file = try SealedFileHeader(reading: &source).unlock(with: pair, sender: sender)
        try file.open(&source, into: &sink)
    }

    private static func randomSalt() throws(TransferError) -> [UInt8] {
        try ciphering { () throws(CipherError) in
            let salt = try SecretBytes.random(count: saltByteCount)
            return unsafe salt.withUnsafeBytes { unsafe [UInt8]($0) }
        }
    }
}

extension SealedFileRecord.Envelope {
    /// Adds those who are not there yet.
    mutating func add(
        _ recipients: [SealedFileRecipient], _ sessionKey: borrowing SessionKey, allowing insecure: Insecure?
    ) throws(TransferError) {
        for recipient in recipients {
            let entry = try recipient.entry(sessionKey, allowing: insecure)
            if !entries.contains(where: { $0.identity == entry.identity }) { entries.append(entry) }
        }
        if entries.isEmpty { throw .sealedFile(.noRecipients) }
    }
}

extension ByteSink where Self: ~Copyable {
    mutating func write(_ bytes: [UInt8]) throws(TransferError) {
        try unsafe bytes.span.bytes.withUnsafeBytes { bytes throws(TransferError) in try unsafe write(bytes) }
    }
}

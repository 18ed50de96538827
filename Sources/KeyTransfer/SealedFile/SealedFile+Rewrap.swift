internal import CipherCore
public import KeyProvider

extension UnlockedFile {
    /// The header for other recipients, under a new MAC, before the same body: the salt stays, and so do those who are not
    /// revoked. The signature does not: its signer did not sign this.
    ///
    /// - Parameters:
    ///   - recipients: who can open the file as well from now on.
    ///   - revoked: who cannot any more. Whoever kept the session key, or the file as it was, still can.
    ///   - signer, insecure: as in sealing.
    /// - Throws: ``TransferError/sealedFile(_:)`` with `nothingToRevoke`, `revokedRecipient`, `noRecipients`; as in sealing.
    public borrowing func rewrappedHeader(
        for recipients: [SealedFileRecipient], revoking revoked: [KeyIdentity] = [],
        signedBy signer: borrowing KeyPair? = nil, allowing insecure: Insecure? = nil
    ) throws(TransferError) -> [UInt8] {
        var envelope = header.record.envelope
        for recipient in recipients where try revoked.contains(KeyIdentity(of: recipient.key)) {
            throw .sealedFile(.revokedRecipient)
        }
        for identity in revoked {
            guard let index = envelope.entries.firstIndex(where: { $0.identity == identity.bytes }) else {
                throw .sealedFile(.nothingToRevoke)
            }
            envelope.entries.remove(at: index)
        }
        try envelope.add(recipients, sessionKey, allowing: insecure)
        return try SealedFileRecord(envelope, signer: signer, keys).written()
    }

    /// Writes a new header (``rewrappedHeader(for:revoking:signedBy:allowing:)``) and the body, with which `source` goes
    /// on, as it is.
    public borrowing func rewrap<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ source: inout Source, into sink: inout Sink, for recipients: [SealedFileRecipient],
        revoking revoked: [KeyIdentity] = [], signedBy signer: borrowing KeyPair? = nil,
        allowing insecure: Insecure? = nil
    ) throws(TransferError) {
        try sink.write(
            rewrappedHeader(for: recipients, revoking: revoked, signedBy: signer, allowing: insecure))
        var piece = try ciphering { () throws(CipherError) in try SecretBytes(count: 1 << 20) }
        try unsafe piece.withUnsafeMutableBytes { buffer throws(TransferError) in
            while true {
                let count = try unsafe source.read(into: buffer)
                if count == 0 { return }
                try unsafe sink.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }
}

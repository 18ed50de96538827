/// Why a sealed file does not open.
public enum SealedFileError: Error, Equatable, Sendable {
    /// None of its recipients is this key pair.
    case notARecipient
    /// A chunk, or the header, is not as it was sealed, is missing, or stands in another place.
    case damaged
    /// The file ends before its last chunk, or within a chunk. Where the last chunk is shorter than the others and does not
    /// open, nobody can tell whether its end is missing or other bytes than those that were sealed stand there.
    case truncated
    /// The signature is missing, or is not the sender's.
    case badSignature
    /// Who is to be revoked is no recipient.
    case nothingToRevoke
    /// Who is to be revoked is to be a recipient, too.
    case revokedRecipient
    /// Nobody would be left who can open the file.
    case noRecipients
    /// The bytes asked for are not all in the file.
    case outOfRange
    /// More than 2^32 chunks, 256 TiB.
    case tooLong
}

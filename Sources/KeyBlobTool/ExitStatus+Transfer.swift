internal import Glibc
internal import KeyProvider
internal import KeyTransfer

/// What the workflows' errors mean for the tool.
extension Failure {
    init(_ error: TransferError, _ subject: String) {
        switch error {
        case .provider(let error): self.init(error, subject)
        case .malformed(let error): self.init(error, subject)
        case .io(EUCLEAN): self.init(.invalid, "\(subject): no database, or a damaged one")
        case .io(let code): self.init(errno: code, subject)
        case .sealedFile(let error): self.init(Self.meaning(of: error), subject)
        case .storedKey(let error): self.init(Self.meaning(of: error), subject)
        case .message(let error): self.init(Self.meaning(of: error), subject)
        case .handshake(let error): self.init(Self.meaning(of: error), subject)
        case .authority(let error): self.init(Self.meaning(of: error), subject)
        case .handOver(let error): self.init(Self.meaning(of: error), subject)
        }
    }

    private init(_ meaning: (ExitStatus, String), _ subject: String) {
        self.init(meaning.0, "\(subject): \(meaning.1)")
    }

    private static func meaning(of error: SealedFileError) -> (ExitStatus, String) {
        switch error {
        case .notARecipient: (.wrongKey, "not sealed for this key")
        case .damaged: (.wrongKey, "not as it was sealed: damaged, or changed by somebody")
        case .truncated: (.wrongKey, "cut off, or its end is not as it was sealed")
        case .badSignature: (.wrongKey, "the signature is missing, or is not the signer's")
        case .nothingToRevoke: (.missing, "who is to be revoked is no recipient")
        case .revokedRecipient: (.usage, "somebody is to be revoked and to be a recipient at once")
        case .noRecipients: (.refused, "nobody would be left who can open it")
        case .outOfRange: (.missing, "does not have all the bytes of the range")
        case .tooLong: (.refused, "longer than 256 TiB")
        }
    }

    private static func meaning(of error: StoredKeyError) -> (ExitStatus, String) {
        switch error {
        case .badSignature: (.wrongKey, "the signature is not one of the key that must have signed")
        case .foreignKey: (.wrongKey, "stored for another exchange key")
        case .otherName: (.wrongKey, "a stored key of another name")
        case .doesNotOpen: (.wrongKey, "signed, and does not open all the same")
        case .unsuitableKey: (.refused, "a key of this kind is in no SIMPLEBLOB")
        }
    }

    private static func meaning(of error: MessageError) -> (ExitStatus, String) {
        switch error {
        case .badSignature: (.wrongKey, "the signature is not the sender's")
        case .foreignReceiver: (.wrongKey, "for another receiver")
        case .doesNotOpen: (.wrongKey, "signed by the sender, and does not open all the same")
        case .replayed: (.refused, "taken before: a replay")
        case .stale: (.refused, "older than is allowed")
        case .future: (.refused, "its time has not come yet")
        case .outOfOrder: (.refused, "out of order: a later one was taken before")
        case .forgotten: (.refused, "from before what the guard remembers: perhaps a replay")
        case .tooLong: (.refused, "longer than 16 MiB")
        case .serialsExhausted: (.refused, "no serial is left for this receiver")
        }
    }

    private static func meaning(of error: HandshakeError) -> (ExitStatus, String) {
        switch error {
        case .unexpectedMessage: (.invalid, "not the message that is due")
        case .badProof: (.wrongKey, "the other side does not prove that it has the keys")
        case .reflected: (.refused, "a message of this side's own, sent back")
        case .otherParty: (.wrongKey, "from or for somebody else, or names differ")
        case .otherState: (.wrongKey, "not a state that this side's pair has signed, or the other side's")
        case .usedState: (.refused, "the state was used before: an exchange is gone on with once")
        }
    }

    private static func meaning(of error: AuthorityError) -> (ExitStatus, String) {
        switch error {
        case .missing: (.missing, "the authority has no such record")
        case .exists: (.exists, "is there already")
        case .badSignature: (.wrongKey, "the signature is not by the key that must have signed")
        case .doesNotOpen: (.wrongKey, "the deposit does not open, or holds another key than it says")
        case .foreignKey: (.wrongKey, "made for a key that is not the authority's, or is its no longer")
        case .otherContent: (.refused, "the idempotency key was used for another deposit")
        case .expired: (.refused, "the deposit's time is over")
        case .notAnApprover: (.refused, "not a registered approver")
        case .ownRequest: (.refused, "nobody approves a request of his own")
        case .decidedAlready: (.refused, "the approver has decided already")
        case .otherRequest: (.refused, "a decision on another request")
        case .tooFewApprovals: (.refused, "too few approvers have approved")
        case .rejected: (.refused, "an approver rejected the request")
        case .releasedAlready: (.refused, "the key was released before")
        case .impossibleQuorum: (.usage, "no quorum: 1 to 64 approvers, each once, and no more needed than there are")
        case .unsuitableKey:
            (
                .refused,
                "a key of the authority's, of an approver or of who recovers has 2048 bits at least, the last is an RSA exchange key"
            )
        case .damaged: (.wrongKey, "what is on record is not what was put there")
        case .malformed: (.invalid, "no record of the kind that is due")
        }
    }

    private static func meaning(of error: HandOverError) -> (ExitStatus, String) {
        switch error {
        case .illegalRole(let role): (.invalid, "no key can be handed over as “\(role)”")
        case .missing(let role): (.invalid, "there is no key “\(role)”")
        case .notOffered: (.io, "the other process did not offer keys")
        case .notAcknowledged: (.io, "the other process did not say that it has the keys; they are still here")
        case .refused: (.refused, "the keys were offered and not taken")
        case .notCommitted: (.io, "the other process did not say that it destroyed its keys; they are not here")
        case .unconfirmed: (.io, "the other process did not say that it uses the keys; they are not here any more")
        case .ended: (.io, "an earlier hand-over failed on this socket")
        }
    }
}

/// Runs `work` and says of which input, output or option its errors speak.
func transferring<Result: ~Copyable>(
    _ subject: String, _ work: () throws(TransferError) -> Result
) throws(Failure) -> Result {
    do throws(TransferError) { return try work() } catch { throw Failure(error, subject) }
}

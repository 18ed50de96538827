/// Why a three-phase exchange ends.
public enum HandshakeError: Error, Equatable, Sendable {
    /// The message is not the one that is due.
    case unexpectedMessage
    /// The other side does not prove that it has the keys.
    case badProof
    /// The message is one of this side's own.
    case reflected
    /// The message is from somebody else than the other side, or for somebody else than this one; or one side calls somebody
    /// by another name than the other does.
    case otherParty
    /// What is to be gone on with is not a state of this side's that its pair has signed.
    case otherState
    /// The state was gone on with before.
    case usedState
}

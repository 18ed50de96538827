/// Why two processes did not agree on a sealing key; each case is one of the meanings that CryptoAPI's codes document.
public enum ChannelError: Error, Equatable, Sendable {
    /// The other side's message is not one of this protocol. `NTE_BAD_DATA`.
    case illegalMessage
    /// The process at the other end is not one to give keys to. `NTE_PERM`.
    case untrustedPeer(PeerCredentials)
    /// The other side talks to somebody else: between the two stands a third. `NTE_PERM`.
    case relayed
    /// The other side has said nothing for too long. `ERROR_BUSY`.
    case timedOut
    /// The socket failed with this `errno`; ENOTCONN where it is closed. `NTE_FAIL`.
    case io(code: Int32)
}

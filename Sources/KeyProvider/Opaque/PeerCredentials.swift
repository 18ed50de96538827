internal import CLinux
internal import Glibc

/// Who a process is, as the kernel knows it.
public struct PeerCredentials: Sendable, Equatable {
    /// Its process identifier.
    public let process: Int32
    /// Its effective user.
    public let user: UInt32
    /// Its effective group.
    public let group: UInt32

    /// The credentials of a process that is known otherwise than by a socket.
    public init(process: Int32, user: UInt32, group: UInt32) {
        self.process = process
        self.user = user
        self.group = group
    }

    /// This process's.
    public static var current: PeerCredentials {
        PeerCredentials(process: getpid(), user: geteuid(), group: getegid())
    }

    /// Those of the process at the other end of a connected Unix socket (SO_PEERCRED): as it connected, listened, or made
    /// the pair of sockets; a child to which it left the socket shows its parent's.
    ///
    /// - Throws: ``ProviderError/channel(_:)`` with ``ChannelError/io(code:)`` for what is no such socket.
    public init(ofPeerOn socket: Int32) throws(ProviderError) {
        var peer = kb_peer()
        guard unsafe kb_peer_credentials(socket, &peer) else { throw .channel(.io(code: errno)) }
        // A socket that is not connected has the credentials of nobody.
        guard peer.process > 0 else { throw .channel(.io(code: ENOTCONN)) }
        self.init(process: peer.process, user: peer.user, group: peer.group)
    }
}

internal import Glibc

extension SealingKey {
    /// Agrees with the process at the other end of a connected Unix socket, which must do the same.
    ///
    /// 48 bytes go each way, and no byte more is read, so that the socket can serve other purposes before and after.
    ///
    /// - Parameters:
    ///   - socket: a stream or a sequence of packets, blocking or not; it stays open.
    ///   - isTrusted: whether to give keys to a process; by default one of the same effective user. It is asked before
    ///     anything is sent.
    /// - Throws: ``ProviderError/channel(_:)``, ``ProviderError/cipher(_:)``.
    public static func agreed(
        over socket: Int32, timeout: Duration = .seconds(10),
        trusting isTrusted: (PeerCredentials) -> Bool = { $0.user == PeerCredentials.current.user }
    ) throws(ProviderError) -> SealingKey {
        let peer = try PeerCredentials(ofPeerOn: socket)
        guard isTrusted(peer) else { throw .channel(.untrustedPeer(peer)) }
        let agreement = try ChannelAgreement(with: peer)
        let channel = ChannelSocket(descriptor: socket, deadline: .now + timeout)
        try channel.send(agreement.message)
        let answer = try channel.receive(ChannelAgreement.messageByteCount)
        return try agreement.finish(unsafe answer.span.bytes)
    }
}

/// A socket on which a whole message goes or comes before a deadline, or none.
package struct ChannelSocket {
    let descriptor: Int32
    let deadline: ContinuousClock.Instant

    package init(descriptor: Int32, deadline: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.deadline = deadline
    }

    package func send(_ message: [UInt8]) throws(ProviderError) {
        var rest = message[...]
        while !rest.isEmpty {
            let count = try whenReady(POLLOUT) {
                unsafe rest.withUnsafeBytes { rest in
                    unsafe Glibc.send(
                        descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
            }
            rest = rest.dropFirst(count)
        }
    }

    package func receive(_ byteCount: Int) throws(ProviderError) -> [UInt8] {
        var message: [UInt8] = []
        while message.count < byteCount {
            var piece = [UInt8](repeating: 0, count: byteCount - message.count)
            let count = try whenReady(POLLIN) {
                unsafe piece.withUnsafeMutableBytes { piece in
                    unsafe recv(descriptor, piece.baseAddress, piece.count, Int32(MSG_DONTWAIT))
                }
            }
            guard count > 0 else { throw .channel(.io(code: ENOTCONN)) }
            message += piece.prefix(count)
        }
        return message
    }

    /// Repeats a call until it is neither interrupted nor would have to wait.
    ///
    /// - Throws: ``ProviderError/channel(_:)``.
    package func whenReady(_ event: Int32, _ call: () -> Int) throws(ProviderError) -> Int {
        while true {
            let count = call()
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: try wait(for: event)
            default: throw .channel(.io(code: errno))
            }
        }
    }

    private func wait(for event: Int32) throws(ProviderError) {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .channel(.timedOut) }
        // In steps of a minute at most: what is left is looked at again after each.
        let milliseconds = Int32(min(left / .milliseconds(1), 60_000).rounded(.up))
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        guard unsafe poll(&entry, 1, milliseconds) >= 0 || errno == EINTR else { throw .channel(.io(code: errno)) }
    }
}

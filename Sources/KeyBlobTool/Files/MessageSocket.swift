internal import Glibc
internal import KeyProvider
internal import KeyTransfer

/// A stream socket on which whole messages go and come, each with its length in front, a little-endian DWORD.
struct MessageSocket: ~Copyable {
    private let name: String
    private let descriptor: SocketDescriptor
    private let deadline: ContinuousClock.Instant

    /// Waits for one connection.
    init(listeningOn place: SocketAddress, before deadline: ContinuousClock.Instant) throws(Failure) {
        name = place.text
        self.deadline = deadline
        let listener = try SocketDescriptor.first(of: place.endpoints(passive: true), place.text) {
            (descriptor, endpoint) in
            var reuse: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
            guard endpoint.with({ bind(descriptor, $0, $1) }) == 0, listen(descriptor, 1) == 0 else { return errno }
            return 0
        }
        defer { if case .path(let path) = place { unlink(path.path) } }
        let waiting = ChannelSocket(descriptor: listener.number, deadline: deadline)
        do throws(ProviderError) {
            let number = try waiting.whenReady(POLLIN) { Int(accept(listener.number, nil, nil)) }
            descriptor = SocketDescriptor(number: Int32(number))
            _ = fcntl(descriptor.number, F_SETFD, FD_CLOEXEC)
        } catch {
            throw error == .channel(.timedOut) ? Failure(.io, "\(name): nobody has come") : Failure(error, name)
        }
    }

    /// Connects, as soon as somebody listens.
    init(connectingTo place: SocketAddress, before deadline: ContinuousClock.Instant) throws(Failure) {
        name = place.text
        self.deadline = deadline
        let endpoints = try place.endpoints(passive: false)
        descriptor = try SocketDescriptor.first(of: endpoints, place.text, before: deadline) {
            (descriptor, endpoint) in
            let socket = ChannelSocket(descriptor: descriptor, deadline: deadline)
            do throws(ProviderError) {
                _ = try socket.whenReady(POLLOUT) { Self.connect(descriptor, to: endpoint) }
                return 0
            } catch .channel(.io(let code)) {
                return code
            } catch {
                return ETIMEDOUT
            }
        }
    }

    /// One attempt, or a look at how far it has come: 0, or -1 and EAGAIN where it goes on.
    private static func connect(_ descriptor: Int32, to endpoint: SocketEndpoint) -> Int {
        if endpoint.with({ Glibc.connect(descriptor, $0, $1) }) == 0 { return 0 }
        switch errno {
        case EISCONN: return 0
        case EINPROGRESS, EALREADY: errno = EAGAIN
        // A Unix socket that has somebody waiting already.
        case EAGAIN: errno = ECONNREFUSED
        default: break
        }
        return -1
    }

    func send(_ message: [UInt8]) throws(Failure) {
        let front = (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
        try talking { (socket) throws(ProviderError) in try socket.send(front + message) }
    }

    func receive() throws(Failure) -> [UInt8] {
        let front = try talking { (socket) throws(ProviderError) in try socket.receive(4) }
        let count = front.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= HandshakeSender.longestMessage else {
            throw Failure(.invalid, "\(name): a message that is too long")
        }
        return try talking { (socket) throws(ProviderError) in try socket.receive(count) }
    }

    /// A side that refuses what it gets says nothing, but closes the socket.
    private func talking<Result>(_ work: (ChannelSocket) throws(ProviderError) -> Result) throws(Failure) -> Result {
        do throws(ProviderError) {
            return try work(ChannelSocket(descriptor: descriptor.number, deadline: deadline))
        } catch .channel(.io(ENOTCONN)), .channel(.io(ECONNRESET)), .channel(.io(EPIPE)) {
            throw Failure(.io, "\(name): the other side has ended the exchange; it says itself why")
        } catch {
            throw Failure(error, name)
        }
    }
}

/// A socket that is closed with its owner.
private struct SocketDescriptor: ~Copyable {
    static let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

    let number: Int32

    deinit { close(number) }

    init(number: Int32) { self.number = number }

    /// A socket at the first endpoint that is ready for it. Where nobody is there yet, it is asked again until the deadline.
    ///
    /// - Parameter prepare: 0, or an `errno`.
    static func first(
        of endpoints: [SocketEndpoint], _ name: String, before deadline: ContinuousClock.Instant = .now,
        _ prepare: (Int32, SocketEndpoint) -> Int32
    ) throws(Failure) -> SocketDescriptor {
        while true {
            var code = ENOENT
            for endpoint in endpoints {
                let descriptor = SocketDescriptor(
                    number: socket(endpoint.family, Int32(SOCK_STREAM.rawValue) | flags, 0))
                code = descriptor.number < 0 ? errno : prepare(descriptor.number, endpoint)
                if code == 0 { return descriptor }
            }
            guard [ENOENT, ECONNREFUSED].contains(code) else { throw Failure(errno: code, name) }
            guard .now + .milliseconds(20) < deadline else { throw Failure(.io, "\(name): nobody listens there") }
            usleep(10_000)
        }
    }
}

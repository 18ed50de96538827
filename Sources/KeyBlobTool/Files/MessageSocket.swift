internal import Glibc
internal import KeyProvider

/// Where two sides meet: a Unix socket's path, or `HOST:PORT` for TCP. A name with a slash in it is a path.
enum SocketAddress {
    case path(FileArgument)
    case host(String, port: String)

    init(_ argument: FileArgument) {
        if !argument.bytes.contains(UInt8(ascii: "/")), let text = String(validating: argument.bytes, as: UTF8.self),
            let colon = text.lastIndex(of: ":"), UInt16(text[text.index(after: colon)...]) != nil
        {
            // The brackets of an IPv6 address.
            let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
            self = .host(host, port: String(text[text.index(after: colon)...]))
        } else {
            self = .path(argument)
        }
    }
}

/// A stream socket on which whole messages go and come, each with its length in front, a little-endian DWORD.
struct MessageSocket: ~Copyable {
    /// Longer than the longest message of a three-phase exchange.
    private static let longest = 1 << 14

    private let name: String
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    deinit { close(descriptor) }

    /// Waits for one connection, or makes one.
    init(
        _ address: FileArgument, listening: Bool, before deadline: ContinuousClock.Instant
    ) throws(Failure) {
        name = address.text
        self.deadline = deadline
        switch (SocketAddress(address), listening) {
        case (.path(let path), true):
            let listener = try Self.unixSocket(path) { bind($0, $1, $2) }
            defer { unlink(path.path) }
            descriptor = try Self.accept(on: listener, path.text, before: deadline)
        case (.path(let path), false): descriptor = try Self.unixSocket(path) { connect($0, $1, $2) }
        case (.host(let host, let port), true):
            let listener = try Self.tcpSocket(host, port, passive: true, address.text) { bind($0, $1, $2) }
            descriptor = try Self.accept(on: listener, address.text, before: deadline)
        case (.host(let host, let port), false):
            descriptor = try Self.tcpSocket(host, port, passive: false, address.text) { connect($0, $1, $2) }
        }
    }

    func send(_ message: [UInt8]) throws(Failure) {
        let front = (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
        try failing(name) { () throws(ProviderError) in
            try ChannelSocket(descriptor: descriptor, deadline: deadline).send(front + message)
        }
    }

    func receive() throws(Failure) -> [UInt8] {
        let socket = ChannelSocket(descriptor: descriptor, deadline: deadline)
        let front = try failing(name) { () throws(ProviderError) in try socket.receive(4) }
        let count = front.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= Self.longest else { throw Failure(.invalid, "\(name): a message that is too long") }
        return try failing(name) { () throws(ProviderError) in try socket.receive(count) }
    }

    private typealias Call = (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32

    private static func unixSocket(_ path: FileArgument, _ call: Call) throws(Failure) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.path.count <= MemoryLayout.size(ofValue: address.sun_path) else {
            throw Failure(errno: ENAMETOOLONG, path.text)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { target in
            path.path.withUnsafeBytes { target.copyMemory(from: $0) }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(errno: errno, path.text) }
        let code = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return try checked(descriptor, code, path.text)
    }

    private static func tcpSocket(
        _ host: String, _ port: String, passive: Bool, _ name: String, _ call: Call
    ) throws(Failure) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = passive ? AI_PASSIVE : 0
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host.isEmpty ? nil : host, port, &hints, &found) == 0, let first = found else {
            throw Failure(.io, "\(name): no such host")
        }
        defer { freeaddrinfo(first) }
        let info = first.pointee
        let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
        guard descriptor >= 0 else { throw Failure(errno: errno, name) }
        var reuse: Int32 = 1
        if passive { setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size)) }
        return try checked(descriptor, info.ai_addr.map { call(descriptor, $0, info.ai_addrlen) } ?? -1, name)
    }

    private static func checked(_ descriptor: Int32, _ code: Int32, _ name: String) throws(Failure) -> Int32 {
        if code == 0 { return descriptor }
        let error = errno
        close(descriptor)
        throw Failure(errno: error, name)
    }

    private static func accept(
        on listener: Int32, _ name: String, before deadline: ContinuousClock.Instant
    ) throws(Failure) -> Int32 {
        defer { close(listener) }
        guard listen(listener, 1) == 0 else { throw Failure(errno: errno, name) }
        let milliseconds = max(0, ContinuousClock.now.duration(to: deadline) / .milliseconds(1))
        var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, Int32(min(milliseconds, 1e9).rounded(.up))) > 0 else {
            throw Failure(.io, "\(name): nobody has come")
        }
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { throw Failure(errno: errno, name) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }
}

internal import ArgumentParser
internal import Glibc

/// Where two sides meet: a Unix socket's path, or `HOST:PORT` for TCP. A name with a slash in it is a path, and so is one without
/// a colon.
enum SocketAddress: ExpressibleByArgument {
    case path(FileArgument)
    case host(String, port: UInt16)

    init?(argument: String) {
        let file = FileArgument(argument: argument)
        guard !file.bytes.contains(UInt8(ascii: "/")), file.bytes.contains(UInt8(ascii: ":")) else {
            self = .path(file)
            return
        }
        guard let text = String(validating: file.bytes, as: UTF8.self), let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...]), port > 0
        else { return nil }
        // The brackets of an IPv6 address.
        self = .host(text[..<colon].filter { $0 != "[" && $0 != "]" }, port: port)
    }

    static var defaultCompletionKind: CompletionKind { .file() }

    /// What messages call it.
    var text: String {
        switch self {
        case .path(let path): path.text
        case .host(let host, let port): "\(host):\(port)"
        }
    }

    /// The address as system calls take it; a host may have several.
    func endpoints(passive: Bool) throws(Failure) -> [SocketEndpoint] {
        switch self {
        case .path(let path): [try SocketEndpoint(path)]
        case .host(let host, let port): try SocketEndpoint.all(of: host, String(port), passive: passive)
        }
    }
}

/// An address as system calls take it.
struct SocketEndpoint {
    let family: Int32
    private let bytes: [UInt8]

    /// A Unix socket's.
    init(_ path: FileArgument) throws(Failure) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.path.count <= MemoryLayout.size(ofValue: address.sun_path) else {
            throw Failure(errno: ENAMETOOLONG, path.text)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { target in
            path.path.withUnsafeBytes { target.copyMemory(from: $0) }
        }
        family = AF_UNIX
        bytes = withUnsafeBytes(of: &address) { Array($0) }
    }

    private init?(_ info: addrinfo) {
        guard let address = info.ai_addr else { return nil }
        family = info.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
    }

    /// All of a host.
    static func all(of host: String, _ port: String, passive: Bool) throws(Failure) -> [SocketEndpoint] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = passive ? AI_PASSIVE : 0
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host.isEmpty ? nil : host, port, &hints, &found) == 0 else {
            throw Failure(.io, "\(host): no such host")
        }
        defer { freeaddrinfo(found) }
        return sequence(first: found) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { $0 }
            .compactMap { SocketEndpoint($0.pointee) }
    }

    /// The address for `bind` or `connect`.
    func with(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return call(start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}

import Foundation
import Testing

/// A process of `HandOverSide`.
final class SideProcess: @unchecked Sendable {
    /// Its process identifier.
    var identifier: Int32 { process.processIdentifier }

    private let process = Process()
    private let (toIt, fromIt) = (Pipe(), Pipe())

    init() throws {
        let own = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        process.executableURL = own.deletingLastPathComponent().appending(path: "HandOverSide")
        process.standardInput = toIt
        process.standardOutput = fromIt
        try process.run()
    }

    deinit { kill() }

    /// SIGKILL, and the end of the process.
    func kill() {
        Glibc.kill(identifier, SIGKILL)
        while process.isRunning { usleep(500) }
    }

    func say(_ line: String) throws { try toIt.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8)) }

    /// The next line; nil at the end of the process.
    func answer() throws -> String? {
        var line: [UInt8] = []
        while let byte = try fromIt.fileHandleForReading.read(upToCount: 1)?.first {
            if byte == 10 { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    func ask(_ line: String) throws -> String? {
        try say(line)
        return try answer()
    }

    /// Whether these bytes stand anywhere in the memory that the process can write.
    func hasInMemory(_ bytes: [UInt8]) throws -> Bool {
        let place = "/proc/\(identifier)"
        let memory = open("\(place)/mem", O_RDONLY | O_CLOEXEC)
        try #require(memory >= 0)
        defer { close(memory) }
        for line in try String(contentsOfFile: "\(place)/maps", encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            guard words[1].hasPrefix("rw"), bounds.count == 2 else { continue }
            var region = [UInt8](repeating: 0, count: bounds[1] - bounds[0])
            let count = pread(memory, &region, region.count, bounds[0])
            if count > 0, Data(region[..<count]).range(of: Data(bytes)) != nil { return true }
        }
        return false
    }
}

/// A socket that one process connects to, of whatever user.
struct Listener: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: "side-\(UUID().uuidString.prefix(13))").path
    private let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)

    init() throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0 && chmod(path, 0o666) == 0 && listen(descriptor, 1) == 0)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func accepted() throws -> Int32 {
        let socket = accept(descriptor, nil, nil)
        try #require(socket >= 0 && fcntl(socket, F_SETFD, FD_CLOEXEC) == 0)
        return socket
    }
}

/// In hex.
func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

/// What both sides say of a hand-over between them; nil of one that was killed.
func handOver(
    _ transfer: String, from source: SideProcess, to receiver: SideProcess, through relay: Relay = Relay()
) throws -> (source: String?, receiver: String?) {
    let near = try Listener()
    let far = try Listener()
    try source.say("give \(near.path) \(transfer)")
    try receiver.say("take \(far.path)")
    let ends = (source: try near.accepted(), receiver: try far.accepted())
    _ = relay.run(source: ends.source, receiver: ends.receiver)
    close(ends.source)
    close(ends.receiver)
    return (try source.answer(), try receiver.answer())
}

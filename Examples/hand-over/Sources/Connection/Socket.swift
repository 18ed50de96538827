import Glibc

/// A system call that failed, or a peer that did not do what it must.
package struct Failure: Error, CustomStringConvertible {
    package let description: String
    package init(_ what: String) { description = what }
    static func errno(_ what: String) -> Failure { Failure("\(what): \(String(cString: strerror(Glibc.errno)))") }
}

/// Unix stream sockets: whole messages go and come.
package enum Socket {
    private static func address(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return address
    }

    private static func at(
        _ path: String, _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = address(path)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure.errno(path) }
        return socket
    }

    /// A socket that others connect to, whatever their user: whom it gives anything, its owner asks the kernel.
    package static func listening(at path: String) throws -> Int32 {
        let socket = try at(path) { Glibc.bind($0, $1, $2) }
        guard chmod(path, 0o666) == 0, listen(socket, 1) == 0 else { throw Failure.errno(path) }
        return socket
    }

    package static func connected(to path: String) throws -> Int32 { try at(path) { Glibc.connect($0, $1, $2) } }

    package static func accepted(_ listening: Int32) throws -> Int32 {
        let socket = accept(listening, nil, nil)
        guard socket >= 0 else { throw Failure.errno("accept") }
        return socket
    }

    package static func write(_ bytes: [UInt8], to socket: Int32) throws {
        guard send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw Failure.errno("send") }
    }

    /// So many bytes; nil where the other side has closed before the first.
    package static func read(_ count: Int, from socket: Int32) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(socket, &bytes, count, Int32(MSG_WAITALL))
        guard got == count || got == 0 else { throw Failure("the other side ends in the middle") }
        return got == 0 && count > 0 ? nil : bytes
    }

    /// All of a file.
    package static func contents(of path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw Failure.errno(path) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw Failure.errno(path) }
        return Array(bytes[..<count])
    }

    /// A message with its length in front.
    package static func writeMessage(_ bytes: [UInt8], to socket: Int32) throws {
        try write([UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes, to: socket)
    }

    package static func readMessage(from socket: Int32) throws -> [UInt8] {
        guard let length = try read(2, from: socket),
            let bytes = try read(Int(length[0]) << 8 | Int(length[1]), from: socket)
        else { throw Failure("the other side says nothing") }
        return bytes
    }
}

// The connection itself goes from process to process as a descriptor (SCM_RIGHTS). The control message is 16 bytes of
// header (length, SOL_SOCKET, SCM_RIGHTS) and the descriptor, filled up to 24.
extension Socket {
    package static func pass(_ descriptor: Int32, over socket: Int32) throws {
        var control = [UInt64](repeating: 0, count: 3)
        control[0] = 20
        control[1] = UInt64(UInt32(SOL_SOCKET)) | 1 << 32
        control[2] = UInt64(UInt32(descriptor))
        guard message(&control, { sendmsg(socket, $0, Int32(MSG_NOSIGNAL)) }) == 1 else {
            throw Failure.errno("sendmsg")
        }
    }

    package static func passed(over socket: Int32) throws -> Int32 {
        var control = [UInt64](repeating: 0, count: 3)
        guard message(&control, { recvmsg(socket, $0, 0) }) == 1, control[0] == 20 else {
            throw Failure.errno("recvmsg")
        }
        return Int32(truncatingIfNeeded: control[2])
    }

    private static func message(_ control: inout [UInt64], _ call: (UnsafeMutablePointer<msghdr>) -> Int) -> Int {
        var byte: UInt8 = 0
        return control.withUnsafeMutableBytes { control in
            withUnsafeMutableBytes(of: &byte) { byte in
                var piece = iovec(iov_base: byte.baseAddress, iov_len: 1)
                return withUnsafeMutablePointer(to: &piece) { piece in
                    var header = msghdr()
                    header.msg_iov = piece
                    header.msg_iovlen = 1
                    header.msg_control = control.baseAddress
                    header.msg_controllen = control.count
                    return call(&header)
                }
            }
        }
    }
}

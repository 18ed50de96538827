import Connection
import Glibc
import KeyProvider
import KeyTransfer

// Takes the connection over and goes on with it; then tries to get at what the secure process has.
// usage: application-process HAND-OVER-SOCKET SECURE-UID STORE

/// What comes of an attempt to open something of the secure process.
func attempt(_ path: String, _ flags: Int32) -> String {
    let descriptor = open(path, flags)
    guard descriptor < 0 else {
        close(descriptor)
        return "OPEN to this process"
    }
    return String(cString: strerror(errno))
}

do {
    let secure = try Socket.connected(to: CommandLine.arguments[1])
    let uid = UInt32(CommandLine.arguments[2])
    let peer = try PeerCredentials(ofPeerOn: secure)
    var receiver = try HandOverReceiver(over: secure) { $0.user == uid }
    var keys = try receiver.receive()
    let wire = try Socket.passed(over: secure)
    var connection = try Connection(from: &keys)
    print("application-process: goes on at record \(connection.writing.number)")
    for number in 3..<6 {
        try connection.writing.write("from the application process, \(number)", to: wire)
        print("application-process: \(try connection.reading.read(from: wire) ?? "nothing")")
    }
    print("application-process: memory of the secure process: \(attempt("/proc/\(peer.process)/mem", O_RDWR))")
    print("application-process: its store: \(attempt(CommandLine.arguments[3], O_RDONLY | O_DIRECTORY))")
    try Socket.write([1], to: secure)
} catch {
    print("application-process: \(error)")
    exit(1)
}

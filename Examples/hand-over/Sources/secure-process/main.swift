import Connection
import Glibc
import KeyProvider
import KeyTransfer

// Does the handshake and the first records, then hands the keys of the connection over, and the connection with them.
// usage: secure-process PEER-SOCKET PEER-PUBLIC-KEY HAND-OVER-SOCKET APPLICATION-UID

/// The first that connects and is of this user; others are sent away.
func accepted(_ listening: Int32, user: UInt32) throws -> Int32 {
    while true {
        let socket = try Socket.accepted(listening)
        let process = try PeerCredentials(ofPeerOn: socket)
        if process.user == user { return socket }
        print("secure-process: nothing for user \(process.user)")
        close(socket)
    }
}

do {
    // Keys of its own, in the store of its user.
    _ = try ContainerStore.user.opaqueSealingKey()
    let publicBlob = try Socket.contents(of: CommandLine.arguments[2])
    let server = try PublicKey(importing: publicBlob.span.bytes)
    let wire = try Socket.connected(to: CommandLine.arguments[1])
    var connection = try Handshake.client(over: wire, pinning: server)
    print("secure-process: the peer is the one whose key is known")
    for number in 0..<3 {
        try connection.writing.write("from the secure process, \(number)", to: wire)
        print("secure-process: \(try connection.reading.read(from: wire) ?? "nothing")")
    }

    let listening = try Socket.listening(at: CommandLine.arguments[3])
    guard let user = UInt32(CommandLine.arguments[4]) else { throw Failure("no user") }
    let application = try accepted(listening, user: user)
    var source = try HandOverSource(over: application) { $0.user == user }
    var keys = KeyBundle()
    try connection.give(to: &keys)
    try source.handOver(&keys)
    try Socket.pass(wire, over: application)
    print("secure-process: handed over; keys left here: \(keys.roles.count)")
    // Until the application has tried to look in here.
    _ = try Socket.read(1, from: application)
} catch {
    print("secure-process: \(error)")
    exit(1)
}

import CipherCore
import Connection
import KeyBlob
import KeyProvider
import KeyTransfer

// Does the handshake and the first records, then hands the keys of the connection over, and the connection with them.
// usage: secure-process PEER-SOCKET HAND-OVER-SOCKET APPLICATION-UID

do {
    // Keys of its own, in the store of its user.
    _ = try ContainerStore.user.opaqueSealingKey()
    let listening = try Socket.listening(at: CommandLine.arguments[2])
    let wire = try Socket.connected(to: CommandLine.arguments[1])
    let server = try Socket.readMessage(from: wire)
    let publicBlob = try Socket.readMessage(from: wire)
    let client = try newRandom()
    var master = try MasterKey(generating: .tls1Master)
    let envelope = try master.exportWrapped(for: PublicKey(importing: publicBlob.span.bytes))
    try Socket.writeMessage(client, to: wire)
    try Socket.writeMessage(envelope, to: wire)
    let hash = try master.connection(client: client, server: server)
    var writing = try hash.stream(of: .client)
    var reading = try hash.stream(of: .server)
    for number in 0..<3 {
        try writing.write("from the secure process, \(number)", to: wire)
        print("secure-process: \(try reading.read(from: wire) ?? "nothing")")
    }

    let application = try Socket.accepted(listening)
    let uid = UInt32(CommandLine.arguments[3])
    var source = try HandOverSource(over: application) { $0.user == uid }
    var keys = KeyBundle()
    try writing.give(to: &keys, as: "client")
    try reading.give(to: &keys, as: "server")
    try source.handOver(&keys)
    try Socket.pass(wire, over: application)
    print("secure-process: handed over; keys left here: \(keys.roles.count)")
    // Until the application has tried to look in here.
    _ = try Socket.read(1, from: application)
} catch {
    fatalError("secure-process: \(error)")
}

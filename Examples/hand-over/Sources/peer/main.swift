import CipherCore
import Connection
import KeyBlob
import KeyProvider

// The other end of the connection: answers each record. It knows one connection with one stream of records each way.
// usage: peer SOCKET

do {
    let listening = try Socket.listening(at: CommandLine.arguments[1])
    let pair = try KeyPair(generating: .exchange, bits: 2048)
    let wire = try Socket.accepted(listening)
    let server = try newRandom()
    let publicBlob = try pair.publicKey.exportBlob()
    try Socket.writeMessage(server, to: wire)
    try Socket.writeMessage(publicBlob, to: wire)
    let client = try Socket.readMessage(from: wire)
    let envelope = try Socket.readMessage(from: wire)
    var master = try MasterKey(importing: envelope.span.bytes, unwrappingWith: pair, clientVersion: 0x0301)
    let hash = try master.connection(client: client, server: server)
    var reading = try hash.stream(of: .client)
    var writing = try hash.stream(of: .server)
    while let text = try reading.read(from: wire) {
        print("peer: record \(reading.number - 1): \(text)")
        try writing.write("answer \(writing.number)", to: wire)
    }
    print("peer: \(reading.number) records, every MAC right, one connection")
} catch {
    fatalError("peer: \(error)")
}

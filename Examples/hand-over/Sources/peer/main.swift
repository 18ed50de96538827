import Connection
import Glibc
import KeyProvider

// The other end of the connection: answers each record. It knows one connection with one stream of records each way.
// usage: peer SOCKET PUBLIC-KEY
// It makes its key pair, and writes the PUBLICKEYBLOB to the file PUBLIC-KEY, for whoever is to know it.

do {
    let pair = try KeyPair(generating: .exchange, bits: 2048)
    let publicBlob = try pair.publicKey.exportBlob()
    let file = open(CommandLine.arguments[2], O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard Glibc.write(file, publicBlob, publicBlob.count) == publicBlob.count, close(file) == 0 else {
        throw Failure("cannot write the public key")
    }
    let listening = try Socket.listening(at: CommandLine.arguments[1])
    let wire = try Socket.accepted(listening)
    var connection = try Handshake.server(over: wire, with: pair)
    while let text = try connection.reading.read(from: wire) {
        print("peer: record \(connection.reading.number - 1): \(text)")
        try connection.writing.write("answer \(connection.writing.number)", to: wire)
    }
    print("peer: \(connection.reading.number) records, every MAC right, one connection")
} catch {
    print("peer: \(error)")
    exit(1)
}

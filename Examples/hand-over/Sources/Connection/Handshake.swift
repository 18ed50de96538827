import CipherCore
import KeyBlob
import KeyProvider

/// The handshake of TLS 1.0 with RSA key transport (RFC 2246 section 7), with a key that the client knows beforehand in
/// place of a certificate: two greetings, the pre-master secret wrapped for the server, and from each side, as the first
/// record under the new keys, a Finished: a code over all that was said before, which only somebody with the master secret
/// can make. So the client knows that it talks with the owner of that key, and both that nobody changed a word.
package struct Handshake: ~Copyable {
    private let wire: Int32
    private var transcript: [UInt8] = []

    /// The client's side.
    package static func client(over wire: Int32, pinning server: PublicKey) throws -> Connection {
        var handshake = Handshake(wire: wire)
        let ours = try newRandom()
        try handshake.send(ours)
        let theirs = try handshake.receive()
        var master = try MasterKey(generating: .tls1Master)
        try handshake.send(try master.exportWrapped(for: server))
        var connection = try master.connection(clientRandom: ours, serverRandom: theirs, as: .client)
        try handshake.sendFinished(of: .client, master, to: &connection.writing)
        try handshake.checkFinished(of: .server, master, from: &connection.reading)
        return connection
    }

    /// The server's side.
    package static func server(over wire: Int32, with pair: borrowing KeyPair) throws -> Connection {
        var handshake = Handshake(wire: wire)
        let theirs = try handshake.receive()
        let ours = try newRandom()
        try handshake.send(ours)
        // What does not unwrap becomes a secret that nobody knows, so that only the Finished tells.
        let envelope = try handshake.receive()
        var master = try MasterKey(importing: envelope.span.bytes, unwrappingWith: pair, clientVersion: 0x0301)
        var connection = try master.connection(clientRandom: theirs, serverRandom: ours, as: .server)
        try handshake.checkFinished(of: .client, master, from: &connection.reading)
        try handshake.sendFinished(of: .server, master, to: &connection.writing)
        return connection
    }

    private init(wire: Int32) { self.wire = wire }

    private mutating func note(_ message: [UInt8]) {
        transcript += [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message
    }

    private mutating func send(_ message: [UInt8]) throws {
        note(message)
        try Socket.writeMessage(message, to: wire)
    }

    private mutating func receive() throws -> [UInt8] {
        let message = try Socket.readMessage(from: wire)
        note(message)
        return message
    }

    private mutating func sendFinished(
        of side: SchannelSide, _ master: borrowing MasterKey, to stream: inout RecordStream
    ) throws {
        let code = try finished(of: side, master)
        note(code)
        try stream.write(code, as: .handshake, to: wire)
    }

    private mutating func checkFinished(
        of side: SchannelSide, _ master: borrowing MasterKey, from stream: inout RecordStream
    ) throws {
        let expected = try finished(of: side, master)
        guard let code = try stream.read(.handshake, from: wire), isSame(code, expected) else {
            throw Failure("the other side is not who it should be, or somebody changed what was said")
        }
        note(code)
    }

    /// 12 bytes of the pseudorandom function of the master secret, of MD5 and SHA-1 of all that was said.
    private func finished(of side: SchannelSide, _ master: borrowing MasterKey) throws -> [UInt8] {
        var seed: [UInt8] = []
        for algorithm in [AlgorithmIdentifier.md5, .sha1] {
            var hash = try HashObject(algorithm, provider: .aes)
            try hash.update(transcript.span.bytes)
            try hash.value().withUnsafeBytes { seed += $0 }
        }
        let label = Array((side == .client ? "client finished" : "server finished").utf8)
        var function = try HashObject(tls1PRFOf: master)
        try function.setTLS1PRFLabel(label.span.bytes)
        try function.setTLS1PRFSeed(seed.span.bytes)
        return try function.value(byteCount: 12).withUnsafeBytes { Array($0) }
    }
}

extension MasterKey {
    /// Tells a master key what the greetings said, and derives the keys of both directions.
    fileprivate mutating func connection(
        clientRandom: [UInt8], serverRandom: [UInt8], as side: SchannelSide
    ) throws -> Connection {
        try setClientRandom(clientRandom.span.bytes)
        try setServerRandom(serverRandom.span.bytes)
        try setAlgorithm(SchannelAlgorithm(.encryption, .aes128, bits: 128))
        try setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
        let hash = try masterHash()
        return Connection(
            reading: try hash.stream(of: side == .client ? .server : .client), writing: try hash.stream(of: side))
    }
}

extension MasterHash {
    /// What one side writes.
    fileprivate func stream(of side: SchannelSide) throws -> RecordStream {
        RecordStream(try key(.encryption, side: side), try key(.authentication, side: side))
    }
}

/// 32 random bytes of a greeting.
private func newRandom() throws -> [UInt8] {
    let random = try SecretBytes.random(count: 32)
    return random.withUnsafeBytes { Array($0) }
}

/// In a time that does not depend on where they differ.
func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}

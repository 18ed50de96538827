import CipherCore
import KeyBlob
import KeyProvider

/// What is wrong with a handshake.
struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Handshake {
    /// Derives all keys, decrypts both Finished messages, and checks their MACs and what they say of the handshake.
    func verify() throws {
        var master = try masterKey()
        let hash = try master.masterHash()
        if let logged = loggedMasterSecret {
            // Behind the 12 bytes of a PLAINTEXTKEYBLOB's header and length.
            let secret = try master.exportPlaintext().array.dropFirst(12)
            guard secret.elementsEqual(logged.bytes) else { throw Mismatch("the master secret is not the logged one") }
        }
        let client = try open(clientFinished, hash, .client)
        guard try client == finished(.client, master, after: messages.bytes) else {
            throw Mismatch("the client's Finished is of another handshake")
        }
        let server = try open(serverFinished, hash, .server)
        guard try server == finished(.server, master, after: messages.bytes + client) else {
            throw Mismatch("the server's Finished is of another handshake")
        }
    }

    /// The message in the first record that a side protected.
    private func open(_ record: Record, _ hash: borrowing MasterHash, _ side: SchannelSide) throws -> [UInt8] {
        var contents = record.contents.bytes
        var key = try hash.key(.encryption, side: side)
        let count = try contents.withUnsafeMutableBytes { try key.decrypt($0, isFinal: false) }
        guard count == contents.count else { throw Mismatch("\(count) bytes of \(contents.count) were decrypted") }
        if key.blockByteCount != nil { try removePadding(&contents) }
        guard contents.count > macByteCount else { throw Mismatch("a record without a MAC") }
        let message = Array(contents.dropLast(macByteCount))
        let macKey = try hash.key(.authentication, side: side)
        guard try Array(contents.suffix(macByteCount)) == code(of: message, record, macKey) else {
            throw Mismatch("the MAC of the \(side)'s record is wrong")
        }
        return message
    }

    /// The last byte is the number of those before it that pad; TLS has it in each of them.
    private func removePadding(_ contents: inout [UInt8]) throws {
        let padding = contents.last.map { Int($0) } ?? 0
        guard padding < contents.count else { throw Mismatch("padding longer than the record") }
        let bytes = contents.suffix(padding)
        guard version == 0x0300 || bytes.allSatisfy({ Int($0) == padding }) else { throw Mismatch("wrong padding") }
        contents.removeLast(padding + 1)
    }

    /// The MAC of a side's record with the number 0, whose type is 22, a handshake message.
    private func code(
        of message: [UInt8], _ record: Record, _ key: borrowing SessionKey
    ) throws -> [UInt8] {
        let number = [UInt8](repeating: 0, count: 8)
        let length = [UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
        guard version == 0x0300 else {
            var code = try HashObject(hmacWith: key)
            try code.setHMACInfo(hash: macHash)
            try code.update((number + [22] + record.version.bytes + length + message).span.bytes)
            return try code.value().array
        }
        return try ssl3Code(number + [22] + length + message) { hash in try hash.update(key, byteOrder: .littleEndian) }
    }

    /// SSL 3.0's way to authenticate: pads behind a key, not over it (RFC 6101 section 5.2.3.1).
    private func ssl3Code(_ text: [UInt8], _ addKey: (inout HashObject) throws -> Void) throws -> [UInt8] {
        let padByteCount = macByteCount == 16 ? 48 : 40
        var inner = try HashObject(macHash, provider: .rsaSchannel)
        try addKey(&inner)
        try inner.update(([UInt8](repeating: 0x36, count: padByteCount) + text).span.bytes)
        var outer = try HashObject(macHash, provider: .rsaSchannel)
        try addKey(&outer)
        try outer.update([UInt8](repeating: 0x5C, count: padByteCount).span.bytes)
        let value = try inner.value()
        try outer.update(value.bytes)
        return try outer.value().array
    }
}

// What a Finished message says.
extension Handshake {
    /// The message of a side after others: type, length, and the check of them.
    private func finished(
        _ side: SchannelSide, _ master: borrowing MasterKey, after messages: [UInt8]
    ) throws -> [UInt8] {
        guard version == 0x0300 else {
            let hashes = try hashed(messages, .md5) + hashed(messages, .sha1)
            var prf = try HashObject(tls1PRFOf: master)
            try prf.setTLS1PRFLabel(Array((side == .client ? "client finished" : "server finished").utf8).span.bytes)
            try prf.setTLS1PRFSeed(hashes.span.bytes)
            return try [20, 0, 0, 12] + prf.value(byteCount: 12).array
        }
        let sender = Array((side == .client ? "CLNT" : "SRVR").utf8)
        return try [20, 0, 0, 36] + ssl3Check(.md5, 48, messages + sender, master)
            + ssl3Check(.sha1, 40, messages + sender, master)
    }

    private func hashed(_ messages: [UInt8], _ algorithm: AlgorithmIdentifier) throws -> [UInt8] {
        var hash = try HashObject(algorithm, provider: .rsaSchannel)
        try hash.update(messages.span.bytes)
        return try hash.value().array
    }

    /// RFC 6101 section 5.6.9.
    private func ssl3Check(
        _ algorithm: AlgorithmIdentifier, _ padByteCount: Int, _ text: [UInt8], _ master: borrowing MasterKey
    ) throws -> [UInt8] {
        var inner = try HashObject(algorithm, provider: .rsaSchannel)
        try inner.update(text.span.bytes)
        try inner.update(master, byteOrder: .littleEndian)
        try inner.update([UInt8](repeating: 0x36, count: padByteCount).span.bytes)
        var outer = try HashObject(algorithm, provider: .rsaSchannel)
        try outer.update(master, byteOrder: .littleEndian)
        try outer.update([UInt8](repeating: 0x5C, count: padByteCount).span.bytes)
        let value = try inner.value()
        try outer.update(value.bytes)
        return try outer.value().array
    }
}

extension SecretBytes {
    /// A copy.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

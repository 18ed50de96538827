import CipherCore
import KeyBlob
import KeyProvider
import KeyTransfer

/// One direction of a TLS 1.0 connection (RFC 2246 section 6.2): AES-128 in CBC, HMAC-SHA-1. The vector of a record is the
/// last block of the one before, so the key's place in its stream must be exact.
package struct RecordStream: ~Copyable {
    private var cipher: SessionKey
    private let macKey: SessionKey
    /// The number of the next record.
    package private(set) var number: UInt64

    init(_ cipher: consuming SessionKey, _ macKey: consuming SessionKey, number: UInt64 = 0) {
        self.cipher = cipher
        self.macKey = macKey
        self.number = number
    }

    /// Gives the stream's keys away.
    consuming func give(to keys: inout KeyBundle, as side: String) throws {
        try keys.add(cipher, as: "\(side) write key", position: number)
        try keys.add(macKey, as: "\(side) MAC key", position: number)
    }

    /// A stream that another process began.
    init(from keys: inout KeyBundle, of side: String) throws {
        let number = try keys.position(of: "\(side) write key")
        let cipher = try keys.take("\(side) write key")
        let macKey = try keys.take("\(side) MAC key")
        self.init(cipher, macKey, number: number)
    }

    /// What a record carries: the last message of the handshake, or what is said over the connection.
    enum Content: UInt8 {
        case handshake = 22
        case data = 23
    }

    package mutating func write(_ text: String, to socket: Int32) throws {
        try write(Array(text.utf8), as: .data, to: socket)
    }

    /// The next record's text; nil at the end of the connection.
    package mutating func read(from socket: Int32) throws -> String? {
        try read(.data, from: socket).map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func write(_ data: [UInt8], as type: Content, to socket: Int32) throws {
        var contents = try data + code(of: data, type)
        let padding = 15 - contents.count % 16
        contents += [UInt8](repeating: UInt8(padding), count: padding + 1)
        let count = contents.count
        _ = try contents.withUnsafeMutableBytes { try cipher.encrypt($0, byteCount: count, isFinal: false) }
        number += 1
        try Socket.write([type.rawValue, 3, 1, UInt8(count >> 8), UInt8(count & 0xFF)] + contents, to: socket)
    }

    mutating func read(_ type: Content, from socket: Int32) throws -> [UInt8]? {
        guard let head = try Socket.read(5, from: socket) else { return nil }
        let count = Int(head[3]) << 8 | Int(head[4])
        guard head[0...2] == [type.rawValue, 3, 1], var contents = try Socket.read(count, from: socket) else {
            throw Failure("no record")
        }
        _ = try contents.withUnsafeMutableBytes { try cipher.decrypt($0, isFinal: false) }
        let padding = Int(contents.last ?? 0) + 1
        // One word for both, as RFC 4346 section 6.2.3.2 advises.
        let failure = Failure("record \(number) is not the other side's")
        guard contents.count >= padding + 20 else { throw failure }
        contents.removeLast(padding)
        let data = Array(contents.dropLast(20))
        guard try isSame(Array(contents.suffix(20)), code(of: data, type)) else { throw failure }
        number += 1
        return data
    }

    private func code(of data: [UInt8], _ type: Content) throws -> [UInt8] {
        let place = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
        let text = place + [type.rawValue, 3, 1, UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
        var code = try HashObject(hmacWith: macKey)
        try code.setHMACInfo(hash: .sha1)
        try code.update(text.span.bytes)
        return try code.value().withUnsafeBytes { Array($0) }
    }
}
